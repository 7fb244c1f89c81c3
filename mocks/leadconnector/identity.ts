import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import { credentials } from './credentials.ts';

/** The users of LeadConnector, which is HighLevel under another name (source: leadconnector-create-user). */
export const identity = {
  name: 'leadconnector',
  title: 'LeadConnector',
  hosts: ['services.leadconnectorhq.com'],
  upstream: 'https://services.leadconnectorhq.com',
  folder: new URL('./', import.meta.url),
  credentials,
  secrets: [{ role: 'token', in: 'header', name: 'authorization' }],
  operationNames: [
    'create-user',
    'list-users',
    'search-users',
    'filter-users-by-email',
    'get-user',
    'update-user',
    'delete-user',
  ],
} as const satisfies ProviderIdentity;
