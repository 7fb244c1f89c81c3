import { StateError } from '../../src/kit/world/state-error.ts';
import type { World } from '../../src/kit/world/world.ts';
import { mask } from '../../src/secrets/masking.ts';
import { createAccount, timeText } from './create-account.ts';
import type { GetResponseAccount, GetResponseCampaign, GetResponseState } from './generated/schemas.ts';
import { accountOfId, emailKey } from './lookups.ts';
import { ownCampaigns } from './own-accounts.ts';
import type { GetResponseStores, NewCampaign, StoredAccount } from './records.ts';

/** As `StateSpec.seed`. */
export function seedState(world: World<GetResponseStores>, seed: GetResponseState, before?: GetResponseStores): void {
  const { accounts, campaigns = [] } = seed;
  seedConfirmations(world.stores, seed);
  for (const [index, account] of accounts.entries()) seedAccount(world, index, account, before);
  for (const [index, campaign] of campaigns.entries()) seedCampaign(world, index, campaign);
}

function seedConfirmations(
  stores: GetResponseStores,
  { confirmation_subjects, confirmation_bodies }: GetResponseState,
) {
  const subject = confirmation_subjects && stores.confirmation_subjects.replaceAll(confirmation_subjects);
  if (subject !== undefined) refuse('confirmation_subjects', subject, 'has the id of an earlier one');
  const body = confirmation_bodies && stores.confirmation_bodies.replaceAll(confirmation_bodies);
  if (body !== undefined) refuse('confirmation_bodies', body, 'has the id of an earlier one');
}

/** A masked key is the one that the account had before, or drawn. */
function seedAccount(
  world: World<GetResponseStores>,
  index: number,
  { campaign, API_KEY, ...account }: GetResponseAccount,
  before: GetResponseStores | undefined,
): void {
  const { stores } = world;
  const key = API_KEY === mask ? before?.accounts.get(account.ACCOUNT_ID)?.API_KEY : API_KEY;
  const wanted = { ...account, ...(key !== undefined && { API_KEY: key }) };
  refuseTaken('accounts', index, takenKey(stores, wanted) ?? (campaign && takenName(stores, campaign)));
  if (campaign) refuseUnknown('accounts', index, campaign, stores);
  createAccount(world, wanted, campaign);
}

function seedCampaign({ stores, clock }: World<GetResponseStores>, index: number, campaign: GetResponseCampaign): void {
  refuseTaken('campaigns', index, takenId(stores, campaign) ?? takenName(stores, campaign));
  refuseUnknown('campaigns', index, campaign, stores);
  if (!accountOfId(stores, campaign.ACCOUNT_ID)) refuse('campaigns', index, 'has an ACCOUNT_ID that no account has');
  stores.campaigns.insert({ ...campaign, created_on: campaign.created_on ?? timeText(clock.now()) });
}

type Member = keyof GetResponseState;

function refuse(member: Member, index: number, complaint: string): never {
  throw new StateError('getresponse', [`/${member}/${index} ${complaint}`]);
}

function refuseTaken(member: 'accounts' | 'campaigns', index: number, key: string | undefined): void {
  if (key !== undefined) refuse(member, index, `has the ${key} of an earlier ${member.slice(0, -1)}`);
}

/** Refuses a campaign whose confirmation message has a subject or a body that is not there. */
function refuseUnknown(member: Member, index: number, campaign: NewCampaign, stores: GetResponseStores): void {
  for (const [name, facts] of [
    ['confirmation_subject', stores.confirmation_subjects],
    ['confirmation_body', stores.confirmation_bodies],
  ] as const) {
    if (!facts.has(campaign[name])) refuse(member, index, `has a ${name} that is not there`);
  }
}

/** The name of a key that another account has already. */
function takenKey({ accounts }: GetResponseStores, account: Partial<StoredAccount>): string | undefined {
  const { ACCOUNT_ID, email, API_KEY, FROM_FIELD_ID } = account;
  const isTaken = (name: 'email' | 'API_KEY' | 'FROM_FIELD_ID', key: string | undefined) =>
    key && accounts.find(name, key);
  if (ACCOUNT_ID && accounts.get(ACCOUNT_ID)) return 'ACCOUNT_ID';
  if (isTaken('email', email && emailKey(email))) return 'email';
  if (isTaken('API_KEY', API_KEY)) return 'API_KEY';
  return isTaken('FROM_FIELD_ID', FROM_FIELD_ID) ? 'FROM_FIELD_ID' : undefined;
}

function takenId({ campaigns }: GetResponseStores, { CAMPAIGN_ID }: GetResponseCampaign): string | undefined {
  const isOwn = ownCampaigns.some((own) => own.CAMPAIGN_ID === CAMPAIGN_ID);
  return isOwn || campaigns.get(CAMPAIGN_ID) ? 'CAMPAIGN_ID' : undefined;
}

function takenName({ campaigns }: GetResponseStores, { name }: NewCampaign): string | undefined {
  return campaigns.find('name', name) && 'campaign name';
}
