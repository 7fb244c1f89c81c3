import { defineProvider } from '../../src/kit/define-provider.ts';
import { restProtocol } from '../../src/kit/protocols/rest.ts';
import type { Protocol } from '../../src/kit/provider.ts';
import { errors } from './errors.ts';
import { versions } from './header-checks.ts';
import { identity } from './identity.ts';
import { createUser } from './operations/create-user.ts';
import { deleteUser } from './operations/delete-user.ts';
import { getUser } from './operations/get-user.ts';
import { updateUser } from './operations/update-user.ts';
import { states } from './provider-states.ts';
import { rateLimits } from './rate-limits.ts';
import { samples } from './samples.ts';
import { schemas } from './schemas.ts';
import { state } from './state.ts';

const operations = [createUser, getUser, updateUser, deleteUser];
const rest = restProtocol(operations, { ignoreLastSlash: true });

/** The provider has operations under /users/search, which are not played: no user has the id `search`. */
const protocol: Protocol = {
  ...rest,
  route: (head) => (/^\/users\/search\/?$/.test(head.path) ? undefined : rest.route(head)),
};

/** The users of LeadConnector, which is HighLevel under another name (source: leadconnector-create-user). */
export const leadconnector = defineProvider({
  ...identity,
  requiredHeaders: [{ name: 'Version', description: 'The version of the API.', values: versions }],
  schemas,
  protocol,
  operations,
  errors,
  rateLimits,
  state,
  providerStates: states,
  samples,
});
