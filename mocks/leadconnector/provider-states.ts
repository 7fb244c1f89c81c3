import { freeEmail, ProviderStateError, providerStates } from '../../src/kit/world/provider-state.ts';
import { credentials } from './credentials.ts';
import type { CreateUserRequest } from './generated/schemas.ts';
import { createRealUser } from './real-calls.ts';
import { emailKey, type LeadConnectorStores } from './state.ts';
import { newUser, newUserId } from './users.ts';

const defineState = providerStates<LeadConnectorStores>();
const { token, read_only_token } = credentials;
const accepted = 'the LeadConnector token is accepted';
const existing = 'a LeadConnector user exists';

/** What contracts with LeadConnector can ask for. */
export const states = [
  defineState({
    name: accepted,
    params: { may_write_users: true },
    apply: ({ stores }, { may_write_users }) => {
      const { companyId, locationId } = placeOf(accepted, stores);
      return { token: may_write_users ? token : read_only_token, company_id: companyId, location_id: locationId };
    },
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
    name: existing,
    params: { email: 'john@deo.com', first_name: 'John', last_name: 'Deo' },
    makes: {
      store: 'users',
      members: { email: 'email', first_name: 'firstName', last_name: 'lastName', user_id: 'id' },
    },
    apply: (world, { email, first_name, last_name }) => {
      const { users } = world.stores;
      const names = { firstName: first_name, lastName: last_name };
      const known = users.find('email', emailKey({ email }));
      const { companyId, locationId } = placeOf(existing, world.stores);
      const created = { ...account, companyId, locationIds: [locationId], ...names, email };
      const user = known ? { ...known, ...names } : newUser(newUserId(world), created);
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
  password: 'Encore.2030!',
  type: 'account',
  role: 'admin',
} satisfies Partial<CreateUserRequest>;

/** The company of the tokens, and a location of it. */
function placeOf(state: string, { companies, locations }: LeadConnectorStores) {
  const companyId = companies.values()[0]?.id;
  const locationId = locations.values().find((location) => location.companyId === companyId)?.id;
  if (companyId !== undefined && locationId !== undefined) return { companyId, locationId };
  throw new ProviderStateError(
    state,
    'the token has no company with a location. Put both into the state of the session.',
  );
}
