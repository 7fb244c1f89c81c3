import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import { credentials } from './credentials.ts';

/** Sensorpro's account API and the sign-in before it (sources: sensorpro-account; sensorpro.net/api). */
export const identity = {
  name: 'sensorpro',
  title: 'Sensorpro',
  hosts: ['apinie.sensorpro.net'],
  upstream: 'https://apinie.sensorpro.net',
  folder: new URL('./', import.meta.url),
  credentials,
  secrets: [
    { role: 'api_key', in: 'header', name: 'x-apikey', operations: ['sign-in'] },
    { role: 'organization', in: 'body', pointer: '/Organization', operations: ['sign-in'] },
    { role: 'user', in: 'body', pointer: '/User', operations: ['sign-in'] },
    { role: 'password', in: 'body', pointer: '/Password', operations: ['sign-in'] },
    { role: 'token', in: 'path', param: 'token', issuedBy: 'sign-in' },
  ],
  operationNames: ['sign-in', 'sign-off', 'add-sub-organization', 'add-update-user'],
} satisfies ProviderIdentity;
