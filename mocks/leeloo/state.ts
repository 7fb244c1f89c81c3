import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import type { LeelooAccount, LeelooState } from '../../src/types/leeloo.ts';

/** What the mock keeps of one session. */
export type LeelooStores = { readonly accounts: Collection<LeelooAccount> };

/** The key of an account: the same email with another connection is another account; emails have no case. */
export function accountKey(email: string, connectionId: string): string {
  return `${connectionId}/${email.toLowerCase()}`;
}

/** Accounts stand in the state as they are stored; nothing in them is secret. */
export const state: StateSpec<LeelooStores, LeelooState> = {
  create: () => ({
    accounts: new Collection({ primary: (account) => accountKey(account.email, account.connection_id) }),
  }),
  dump: ({ accounts }) => ({ accounts: accounts.values() }),
  seed: ({ stores }, seed) => {
    for (const [index, account] of seed.accounts.entries()) {
      if (stores.accounts.get(accountKey(account.email, account.connection_id))) {
        throw new StateError('leeloo', [`/accounts/${index} has the email and connection of an earlier account`]);
      }
      stores.accounts.insert(account);
    }
  },
};
