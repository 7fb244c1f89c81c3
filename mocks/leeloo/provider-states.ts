import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { StateNotSetError } from '../../src/kit/real-api.ts';
import type { Facts } from '../../src/kit/world/facts.ts';
import { freeEmail, ProviderStateError, providerStates } from '../../src/kit/world/provider-state.ts';
import { credentials } from './credentials.ts';
import { accountKey, type LeelooStores, state } from './state.ts';

const defineState = providerStates<LeelooStores>();
const { token, connection_id, tag_id } = credentials;
const aConnection = 'a Leeloo connection exists';
const aTag = 'a Leeloo tag exists';
const anAccount = 'a Leeloo account exists';

/** What contracts with Leeloo can ask for. */
export const states = [
  defineState({
    name: 'the Leeloo token is accepted',
    params: {},
    apply: () => ({ token }),
    applyReal: (api) => ({ token: api.credential('token') }),
  }),
  defineState({
    name: aConnection,
    params: {},
    apply: ({ stores }) => ({ connection_id: anyId(aConnection, stores.connections, connection_id) }),
    applyReal: (api) => ({ connection_id: api.own('connection_id') }),
  }),
  defineState({
    name: aTag,
    params: {},
    apply: ({ stores }) => ({ tag_id: anyId(aTag, stores.tags, tag_id) }),
    applyReal: (api) => ({ tag_id: api.own('tag_id') }),
  }),
  defineState({
    name: 'no Leeloo account exists',
    params: { email: 'revolt@xmpl.net' },
    apply: ({ stores: { accounts, connections } }, { email }) => ({
      email: freeEmail(email, (wanted) =>
        connections.values().some(({ id }) => accounts.get(accountKey(wanted, id)) !== undefined),
      ),
    }),
    applyReal: (api, { email }) => ({ email: api.freshEmail(email) }),
  }),
  defineState({
    name: anAccount,
    params: { email: 'revolt@xmpl.net', connection_id },
    makes: { store: 'accounts', members: { email: 'email', connection_id: 'connection_id' } },
    apply: (world, account) => {
      const { accounts, connections } = world.stores;
      if (!connections.has(account.connection_id)) {
        throw new ProviderStateError(anAccount, 'there is no connection of that id. Send one that the state has.');
      }
      const known = accounts.get(accountKey(account.email, account.connection_id));
      if (!known) state.seed(world, { accounts: [{ ...account, name: account.email }] });
      return account;
    },
    applyReal: async (api, wanted) => {
      const account = { email: api.freshEmail(wanted.email), connection_id: api.own('connection_id') };
      const { body } = await api.call({
        method: 'POST',
        path: '/api/v2/accounts/email',
        headers: { 'X-Leeloo-AuthToken': api.credential('token') },
        body: { data: [{ email: account.email }], connection_id: account.connection_id },
      });
      if (isJsonObject(body) && body.status === 1) return account;
      throw new StateNotSetError('The account could not be created.');
    },
  }),
];

/** The id that a session begins with, or another of its own. */
function anyId(state: string, facts: Facts<{ readonly id: string }>, usual: string): string {
  const id = facts.has(usual) ? usual : facts.values()[0]?.id;
  if (id !== undefined) return id;
  throw new ProviderStateError(state, 'the session has none. Put one into its state.');
}
