import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { Facts } from '../../src/kit/world/facts.ts';
import { mask } from '../../src/secrets/masking.ts';
import { confirmationBodies, confirmationId, confirmationSubjects } from './confirmations.ts';
import type { GetResponseState } from './generated/schemas.ts';
import { emailKey } from './lookups.ts';
import type { GetResponseStores, StoredAccount } from './records.ts';
import { seedState } from './seed.ts';

/** The further keys by which accounts are found, each unique on the server. */
const unique = {
  email: ({ email }: StoredAccount) => emailKey(email),
  API_KEY: ({ API_KEY }: StoredAccount) => API_KEY,
  FROM_FIELD_ID: ({ FROM_FIELD_ID }: StoredAccount) => FROM_FIELD_ID,
};

export const state: StateSpec<GetResponseStores, GetResponseState> = {
  create: () => ({
    accounts: new Collection({ primary: ({ ACCOUNT_ID }) => ACCOUNT_ID, unique }),
    campaigns: new Collection({ primary: ({ CAMPAIGN_ID }) => CAMPAIGN_ID, unique: { name: ({ name }) => name } }),
    confirmation_subjects: new Facts(confirmationId, confirmationSubjects),
    confirmation_bodies: new Facts(confirmationId, confirmationBodies),
  }),
  dump: ({ accounts, campaigns, confirmation_subjects, confirmation_bodies }) => ({
    accounts: accounts.values().map((account) => ({ ...account, API_KEY: mask })),
    campaigns: campaigns.values(),
    confirmation_subjects: confirmation_subjects.values(),
    confirmation_bodies: confirmation_bodies.values(),
  }),
  holdsOwn: ({ accounts, campaigns }) =>
    accounts.values().every(isWhole) &&
    campaigns.values().every(({ created_on, ACCOUNT_ID }) => isText(created_on) && accounts.get(ACCOUNT_ID)),
  seed: seedState,
};

/** What a mock stores; a file of somebody else's may lack it. */
function isWhole({ API_KEY, FROM_FIELD_ID, created_on }: Partial<StoredAccount>): boolean {
  return isText(API_KEY) && /^[\da-f]{32}$/.test(API_KEY) && isText(FROM_FIELD_ID) && isText(created_on);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
