import { defineProvider } from '../../src/kit/define-provider.ts';
import { restProtocol } from '../../src/kit/protocols/rest.ts';
import { errors } from './errors.ts';
import { identity } from './identity.ts';
import { createUser } from './operations/create-user.ts';
import { deleteUser } from './operations/delete-user.ts';
import { filterUsersByEmail } from './operations/filter-users-by-email.ts';
import { getUser } from './operations/get-user.ts';
import { listUsers } from './operations/list-users.ts';
import { searchUsers } from './operations/search-users.ts';
import { updateUser } from './operations/update-user.ts';
import { states } from './provider-states.ts';
import { rateLimits } from './rate-limits.ts';
import { removeUser } from './real-calls.ts';
import { realFacts } from './real-facts.ts';
import { byVersion } from './route.ts';
import { samples } from './samples.ts';
import { schemas } from './schemas.ts';
import { state } from './state.ts';
import { apiVersions, versions } from './versions.ts';

// The search stands before the users by id: `search` is none.
const operations = [createUser, listUsers, searchUsers, filterUsersByEmail, getUser, updateUser, deleteUser];

/** The users of LeadConnector, which is HighLevel under another name (source: leadconnector-create-user). */
export const leadconnector = defineProvider({
  ...identity,
  requiredHeaders: [
    {
      name: 'Version',
      description:
        'The version of the API. With v3, passwords must be strong, five more scopes exist, `GET /users/` does not, and a deletion is answered `succeeded`.',
      values: versions,
    },
  ],
  schemas,
  protocol: byVersion(restProtocol(operations, { ignoreLastSlash: true, headAsGet: true })),
  operations,
  errors,
  rateLimits,
  state,
  providerStates: states,
  undo: removeUser,
  versions: apiVersions,
  realFacts,
  samples,
});
