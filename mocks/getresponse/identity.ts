import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import { credentials } from './credentials.ts';

/** GetResponse's account API, version 1.5.0, by JSON-RPC (source: getresponse-add-account). */
export const identity = {
  name: 'getresponse',
  title: 'GetResponse',
  hosts: ['api2.getresponse.com', 'api.getresponse360.com', 'api.getresponse360.pl'],
  upstream: 'https://api2.getresponse.com',
  folder: new URL('./', import.meta.url),
  credentials,
  secrets: [{ role: 'api_key', in: 'body', pointer: '/params/0', form: /\b[0-9a-f]{32}\b/gi }],
  hasBatches: true,
  operationNames: [
    'add-account',
    'get-confirmation-subjects',
    'get-confirmation-bodies',
    'ping',
    'get-accounts',
    'get-account',
    'get-account-info',
    'get-account-from-fields',
    'get-campaigns',
    'get-campaign',
  ],
} as const satisfies ProviderIdentity;
