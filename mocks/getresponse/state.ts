import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import type { Random } from '../../src/kit/world/random.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import { mask } from '../../src/secrets/masking.ts';
import type { GetResponseAccount, GetResponseState } from './generated/schemas.ts';

/** An account as it is stored: its key is always there. */
export type StoredAccount = GetResponseAccount & { readonly API_KEY: string };

/** What the mock keeps of one session. */
export type GetResponseStores = { readonly accounts: Collection<StoredAccount> };

/** The key under which an account is found by its email: emails have no case. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

/** A short id that begins with a letter: an object lists members that are whole numbers out of order. */
export function newAccountId(random: Random, { accounts }: GetResponseStores): string {
  let id = random.alphanumeric(6);
  while (!/^[a-z]/i.test(id) || accounts.get(id)) id = random.alphanumeric(6);
  return id;
}

/** A key in the provider's form: 32 hexadecimal digits. */
export function newApiKey(random: Random): string {
  return random.hex(32);
}

function isApiKey(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f]{32}$/.test(value);
}

/** The further keys by which accounts are found, each unique on the server. */
const unique = {
  email: ({ email }: StoredAccount) => emailKey(email),
  API_KEY: ({ API_KEY }: StoredAccount) => API_KEY,
  campaign_name: ({ campaign }: StoredAccount) => campaign.name,
};

export const state: StateSpec<GetResponseStores, GetResponseState> = {
  create: () => ({ accounts: new Collection({ primary: ({ ACCOUNT_ID }) => ACCOUNT_ID, unique }) }),
  dump: ({ accounts }) => ({ accounts: accounts.values().map((account) => ({ ...account, API_KEY: mask })) }),
  holdsOwn: ({ accounts }) => accounts.values().every(({ API_KEY }) => isApiKey(API_KEY)),
  seed: ({ stores, random }, seed) => {
    for (const [index, account] of seed.accounts.entries()) {
      const { ACCOUNT_ID, API_KEY, ...rest } = account;
      const isKnown = API_KEY !== undefined && API_KEY !== mask;
      const stored = { ACCOUNT_ID, API_KEY: isKnown ? API_KEY : newApiKey(random), ...rest };
      const taken = takenKey(stores, stored);
      if (taken) throw new StateError('getresponse', [`/accounts/${index} has the ${taken} of an earlier account`]);
      stores.accounts.insert(stored);
    }
  },
};

/** The name of a key that another account has already. */
function takenKey({ accounts }: GetResponseStores, account: StoredAccount): string | undefined {
  if (accounts.get(account.ACCOUNT_ID)) return 'ACCOUNT_ID';
  return Object.entries(unique).find(([name, keyOf]) => accounts.find(name, keyOf(account)))?.[0];
}
