import { drawUnused, type Random } from '../../src/kit/world/random.ts';
import type { World } from '../../src/kit/world/world.ts';
import { accountOfId, accountOfKey } from './lookups.ts';
import { ownAccounts, ownCampaigns } from './own-accounts.ts';
import type { GetResponseStores, NewAccount, NewCampaign, StoredAccount } from './records.ts';

type Place = Pick<World<GetResponseStores>, 'stores' | 'random' | 'clock'>;

/** Stores an account, its default campaign if it has one, and draws what is not given. */
export function createAccount(place: Place, wanted: NewAccount, campaign?: NewCampaign): StoredAccount {
  const { stores, random, clock } = place;
  const { ACCOUNT_ID, API_KEY, FROM_FIELD_ID, created_on, ...fields } = wanted;
  const account: StoredAccount = {
    ACCOUNT_ID: ACCOUNT_ID ?? newId(random, 6, (id) => accountOfId(stores, id) !== undefined),
    API_KEY: API_KEY ?? newKey(place),
    FROM_FIELD_ID: FROM_FIELD_ID ?? newId(random, 5, (id) => isFromField(stores, id)),
    ...fields,
    created_on: created_on ?? timeText(clock.now()),
  };
  stores.accounts.insert(account);
  if (campaign) addDefaultCampaign(place, account, campaign);
  return account;
}

function addDefaultCampaign({ stores, random }: Place, account: StoredAccount, campaign: NewCampaign): void {
  const { name, description, ...settings } = campaign;
  stores.campaigns.insert({
    CAMPAIGN_ID: newId(random, 5, (id) => isCampaign(stores, id)),
    ACCOUNT_ID: account.ACCOUNT_ID,
    name,
    ...(description !== undefined && { description }),
    is_default: 'yes',
    ...settings,
    created_on: account.created_on,
  });
}

/** A time as the provider writes it; in UTC, which is an assumption. */
export function timeText(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** A short id that begins with a letter: an object lists members that are whole numbers out of order. */
function newId(random: Random, length: number, isTaken: (id: string) => boolean): string {
  return drawUnused(
    () => random.alphanumeric(length),
    (id) => !/^[a-z]/i.test(id) || isTaken(id),
  );
}

function newKey({ random, stores }: Place): string {
  return drawUnused(
    () => random.hex(32),
    (key) => accountOfKey(stores, key) !== undefined,
  );
}

function isFromField({ accounts }: GetResponseStores, id: string): boolean {
  return (
    ownAccounts.some(({ FROM_FIELD_ID }) => FROM_FIELD_ID === id) || accounts.find('FROM_FIELD_ID', id) !== undefined
  );
}

function isCampaign({ campaigns }: GetResponseStores, id: string): boolean {
  return ownCampaigns.some(({ CAMPAIGN_ID }) => CAMPAIGN_ID === id) || campaigns.get(id) !== undefined;
}
