import type { Provider } from '../../src/engine/provider.ts';
import { restProtocol } from '../../src/engine/rest.ts';
import { credentials } from './credentials.ts';
import { errors } from './errors.ts';
import { addSubOrganization } from './operations/add-sub-organization.ts';
import { addUpdateUser } from './operations/add-update-user.ts';
import { signIn } from './operations/sign-in.ts';
import { signOff } from './operations/sign-off.ts';
import { states } from './provider-states.ts';
import { samples } from './samples.ts';
import { schemas } from './schemas.ts';
import { state } from './state.ts';
import type { SensorproStores } from './stores.ts';

const operations = [signIn, signOff, addSubOrganization, addUpdateUser];

/** Sensorpro's account API and the sign-in before it (sources: sensorpro-account; sensorpro.net/api). */
export const sensorpro = {
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
  schemas,
  // An empty or missing last segment is an empty token, not another address.
  protocol: restProtocol(operations, { ignoreCase: true, ignoreLastSlash: true }),
  operations,
  errors,
  state,
  providerStates: states,
  samples,
} satisfies Provider<SensorproStores>;
