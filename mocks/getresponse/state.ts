import type { StateSpec } from '../../src/kit/provider.ts';
import { Collection } from '../../src/kit/world/collection.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import { mask } from '../../src/secrets/masking.ts';
import { createAccount, timeText } from './create-account.ts';
import type { GetResponseCampaign, GetResponseState } from './generated/schemas.ts';
import { accountOfId, emailKey } from './lookups.ts';
import { ownCampaigns } from './own-accounts.ts';
import type { GetResponseStores, StoredAccount, StoredCampaign } from './records.ts';

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
  }),
  dump: ({ accounts, campaigns }) => ({
    accounts: accounts.values().map((account) => ({ ...account, API_KEY: mask })),
    campaigns: campaigns.values(),
  }),
  holdsOwn: ({ accounts, campaigns }) =>
    accounts.values().every(isWhole) &&
    campaigns.values().every(({ created_on, ACCOUNT_ID }) => isText(created_on) && accounts.get(ACCOUNT_ID)),
  seed: (world, { accounts, campaigns = [] }) => {
    const { stores, clock } = world;
    for (const [index, { campaign, API_KEY, ...account }] of accounts.entries()) {
      const isKnown = API_KEY !== undefined && API_KEY !== mask;
      const wanted = { ...account, ...(isKnown && { API_KEY }) };
      refuse('accounts', index, takenKey(stores, wanted) ?? (campaign && takenName(stores, campaign)));
      createAccount(world, wanted, campaign);
    }
    for (const [index, campaign] of campaigns.entries()) {
      refuse('campaigns', index, takenId(stores, campaign) ?? takenName(stores, campaign));
      if (!accountOfId(stores, campaign.ACCOUNT_ID)) {
        throw new StateError('getresponse', [`/campaigns/${index} has an ACCOUNT_ID that no account has`]);
      }
      stores.campaigns.insert({ ...campaign, created_on: campaign.created_on ?? timeText(clock.now()) });
    }
  },
};

function refuse(member: 'accounts' | 'campaigns', index: number, key: string | undefined): void {
  if (key === undefined) return;
  throw new StateError('getresponse', [`/${member}/${index} has the ${key} of an earlier ${member.slice(0, -1)}`]);
}

/** The name of a key that another account has already. */
function takenKey({ accounts }: GetResponseStores, account: Partial<StoredAccount>): string | undefined {
  const { ACCOUNT_ID, email, API_KEY, FROM_FIELD_ID } = account;
  const isTaken = (name: keyof typeof unique, key: string | undefined) => key && accounts.find(name, key);
  if (ACCOUNT_ID && accounts.get(ACCOUNT_ID)) return 'ACCOUNT_ID';
  if (isTaken('email', email && emailKey(email))) return 'email';
  if (isTaken('API_KEY', API_KEY)) return 'API_KEY';
  return isTaken('FROM_FIELD_ID', FROM_FIELD_ID) ? 'FROM_FIELD_ID' : undefined;
}

function takenId({ campaigns }: GetResponseStores, { CAMPAIGN_ID }: GetResponseCampaign): string | undefined {
  const isOwn = ownCampaigns.some((own) => own.CAMPAIGN_ID === CAMPAIGN_ID);
  return isOwn || campaigns.get(CAMPAIGN_ID) ? 'CAMPAIGN_ID' : undefined;
}

function takenName({ campaigns }: GetResponseStores, { name }: Pick<StoredCampaign, 'name'>): string | undefined {
  return campaigns.find('name', name) && 'campaign name';
}

/** What a mock stores; a file of somebody else's may lack it. */
function isWhole({ API_KEY, FROM_FIELD_ID, created_on }: Partial<StoredAccount>): boolean {
  return isText(API_KEY) && /^[\da-f]{32}$/.test(API_KEY) && isText(FROM_FIELD_ID) && isText(created_on);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
