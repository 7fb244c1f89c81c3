import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import { credentials } from './credentials.ts';

/** Leeloo's account API, version 2 (source: leeloo-create-email-account). */
export const identity = {
  name: 'leeloo',
  title: 'Leeloo',
  hosts: ['api.leeloo.ai'],
  upstream: 'https://api.leeloo.ai',
  folder: new URL('./', import.meta.url),
  credentials,
  secrets: [{ role: 'token', in: 'header', name: 'x-leeloo-authtoken' }],
  operationNames: ['create-email-account'],
} satisfies ProviderIdentity;
