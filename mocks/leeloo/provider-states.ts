import { freeEmail, providerStates } from '../../src/engine/provider-state.ts';
import { connectionIds, credentials } from './credentials.ts';
import { accountKey, type LeelooStores, state } from './state.ts';

const defineState = providerStates<LeelooStores>();
const { token, connection_id, tag_id } = credentials;

/** What contracts with Leeloo can ask for. */
export const states = [
  defineState({ name: 'the Leeloo token is accepted', params: {}, apply: () => ({ token }) }),
  defineState({ name: 'a Leeloo connection exists', params: {}, apply: () => ({ connection_id }) }),
  defineState({ name: 'a Leeloo tag exists', params: {}, apply: () => ({ tag_id }) }),
  defineState({
    name: 'no Leeloo account exists',
    params: { email: 'revolt@xmpl.net' },
    apply: ({ stores: { accounts } }, { email }) => ({
      email: freeEmail(email, (wanted) => connectionIds.some((id) => accounts.get(accountKey(wanted, id)))),
    }),
  }),
  defineState({
    name: 'a Leeloo account exists',
    params: { email: 'revolt@xmpl.net', connection_id },
    apply: (world, account) => {
      const known = world.stores.accounts.get(accountKey(account.email, account.connection_id));
      if (!known) state.seed(world, { accounts: [{ ...account, name: account.email }] });
      return account;
    },
  }),
];
