import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { StateNotSetError } from '../../src/kit/real-api.ts';
import { freeEmail, providerStates } from '../../src/kit/world/provider-state.ts';
import { connectionIds, credentials } from './credentials.ts';
import { accountKey, type LeelooStores, state } from './state.ts';

const defineState = providerStates<LeelooStores>();
const { token, connection_id, tag_id } = credentials;

/** What contracts with Leeloo can ask for. */
export const states = [
  defineState({
    name: 'the Leeloo token is accepted',
    params: {},
    apply: () => ({ token }),
    applyReal: (api) => ({ token: api.credential('token') }),
  }),
  defineState({
    name: 'a Leeloo connection exists',
    params: {},
    apply: () => ({ connection_id }),
    applyReal: (api) => ({ connection_id: api.own('connection_id') }),
  }),
  defineState({
    name: 'a Leeloo tag exists',
    params: {},
    apply: () => ({ tag_id }),
    applyReal: (api) => ({ tag_id: api.own('tag_id') }),
  }),
  defineState({
    name: 'no Leeloo account exists',
    params: { email: 'revolt@xmpl.net' },
    apply: ({ stores: { accounts } }, { email }) => ({
      email: freeEmail(email, (wanted) => connectionIds.some((id) => accounts.get(accountKey(wanted, id)))),
    }),
    applyReal: (api, { email }) => ({ email: api.freshEmail(email) }),
  }),
  defineState({
    name: 'a Leeloo account exists',
    params: { email: 'revolt@xmpl.net', connection_id },
    apply: (world, account) => {
      const known = world.stores.accounts.get(accountKey(account.email, account.connection_id));
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
