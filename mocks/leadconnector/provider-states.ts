import { freeEmail, providerStates } from '../../src/kit/world/provider-state.ts';
import type { CreateUserRequest } from '../../src/types/leadconnector.ts';
import { credentials } from './credentials.ts';
import { createRealUser } from './real-calls.ts';
import { emailKey, type LeadConnectorStores } from './state.ts';
import { newUser } from './users.ts';

const defineState = providerStates<LeadConnectorStores>();
const { token, read_only_token, company_id, location_id } = credentials;

/** What contracts with LeadConnector can ask for. */
export const states = [
  defineState({
    name: 'the LeadConnector token is accepted',
    params: { may_write_users: true },
    apply: (_world, { may_write_users }) => ({
      token: may_write_users ? token : read_only_token,
      company_id,
      location_id,
    }),
    applyReal: (api, { may_write_users }) => ({
      token: api.credential(may_write_users ? 'token' : 'read_only_token'),
      company_id: api.own('company_id'),
      location_id: api.own('location_id'),
    }),
  }),
  defineState({
    name: 'no LeadConnector user exists',
    params: { email: 'john@deo.com' },
    apply: ({ stores: { users } }, { email }) => ({
      email: freeEmail(email, (wanted) => users.find('email', emailKey({ email: wanted })) !== undefined),
    }),
    applyReal: (api, { email }) => ({ email: api.freshEmail(email) }),
  }),
  defineState({
    name: 'a LeadConnector user exists',
    params: { email: 'john@deo.com', first_name: 'John', last_name: 'Deo' },
    apply: ({ stores: { users }, random }, { email, first_name, last_name }) => {
      const names = { firstName: first_name, lastName: last_name };
      const known = users.find('email', emailKey({ email }));
      const user = known ? { ...known, ...names } : newUser(random.alphanumeric(20), { ...account, ...names, email });
      if (known) users.replace(known, user);
      else users.insert(user);
      return { user_id: user.id, email };
    },
    applyReal: async (api, wanted) => {
      const email = api.freshEmail(wanted.email);
      const names = { firstName: wanted.first_name, lastName: wanted.last_name };
      return { user_id: await createRealUser(api, { ...names, email }), email };
    },
  }),
];

/** What a contract does not ask of a user; the password is never kept. */
const account = {
  companyId: company_id,
  password: 'Encore.2030!',
  type: 'account',
  role: 'admin',
  locationIds: [location_id],
} satisfies Partial<CreateUserRequest>;
