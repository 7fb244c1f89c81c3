import type { RealApi } from '../../src/kit/real-api.ts';
import { firstFree, freeEmail, ProviderStateError, providerStates } from '../../src/kit/world/provider-state.ts';
import type { World } from '../../src/kit/world/world.ts';
import { createAccount } from './create-account.ts';
import { credentials } from './credentials.ts';
import type { GetResponseConfirmationBody, GetResponseConfirmationSubject } from './generated/schemas.ts';
import { emailKey, isCampaignNameTaken, isEmailTaken } from './lookups.ts';
import { ownerCampaign } from './own-accounts.ts';
import { addRealAccount, findCampaign, findConfirmation } from './real-calls.ts';
import type { GetResponseStores, StoredAccount } from './records.ts';

const defineState = providerStates<GetResponseStores>();
const { api_key, non_owner_api_key, ip_bound_api_key, confirmation_subject, confirmation_body } = credentials;
const account = { email: 'john.doe@example.mail', campaign_name: 'trains' } as const;
const messages = 'GetResponse confirmation messages exist';

/** What contracts with GetResponse can ask for. */
export const states = [
  defineState({
    name: 'the GetResponse API key is accepted',
    params: { owner: true },
    apply: (_world, { owner }) => ({ api_key: owner ? api_key : non_owner_api_key }),
    applyReal: (api, { owner }) => ({ api_key: api.credential(owner ? 'api_key' : 'non_owner_api_key') }),
  }),
  defineState({
    name: 'the GetResponse API key is bound to other addresses',
    params: {},
    apply: () => ({ api_key: ip_bound_api_key }),
    applyReal: (api) => ({ api_key: api.credential('ip_bound_api_key') }),
  }),
  defineState({
    name: messages,
    params: { language_code: 'EN' },
    apply: ({ stores }, { language_code }) => ({
      confirmation_subject: idIn(language_code, stores.confirmation_subjects.values()),
      confirmation_body: idIn(language_code, stores.confirmation_bodies.values()),
    }),
    applyReal: async (api, { language_code }) => ({ ...(await findConfirmation(api, language_code)) }),
  }),
  defineState({
    name: 'no GetResponse account exists',
    params: account,
    apply: ({ stores }, { email, campaign_name }) => ({
      email: freeEmail(email, (wanted) => isEmailTaken(stores, wanted)),
      campaign_name: firstFree(
        campaign_name,
        (wanted) => isCampaignNameTaken(stores, wanted),
        (number) => `${campaign_name}_${number}`,
      ),
    }),
    applyReal: freshAccount,
  }),
  defineState({
    name: 'a GetResponse account exists',
    params: account,
    makes: { store: 'accounts', members: { email: 'email', account_id: 'ACCOUNT_ID' }, unique: ['name'] },
    apply: (world, { email, campaign_name }) => {
      const account_id = existingId(world, email, campaign_name);
      return { account_id, email, campaign_name, taken_email: email, taken_campaign_name: campaign_name };
    },
    applyReal: async (api, wanted) => {
      const { email, campaign_name } = freshAccount(api, wanted);
      const campaign = { name: campaign_name, ...(await findConfirmation(api, 'EN')) };
      const account_id = await addRealAccount(api, { ...details, email, campaign });
      return { account_id, email, campaign_name, taken_email: email, taken_campaign_name: campaign_name };
    },
  }),
  defineState({
    name: 'a GetResponse campaign exists',
    params: {},
    apply: () => ({ campaign_id: ownerCampaign.CAMPAIGN_ID, campaign_name: ownerCampaign.name }),
    applyReal: async (api) => ({ ...(await findCampaign(api)) }),
  }),
];

function freshAccount(api: RealApi, { email, campaign_name }: { email: string; campaign_name: string }) {
  return { email: api.freshEmail(email), campaign_name: `${campaign_name}_${api.fresh()}` };
}

function idIn(
  language: string,
  all: readonly (GetResponseConfirmationSubject | GetResponseConfirmationBody)[],
): string {
  const found = all.find(({ language_code }) => language_code === language);
  if (found) return found.id;
  const known = [...new Set(all.map(({ language_code }) => language_code))];
  const advice = known.length > 0 ? `Send one of ${known.join(', ')}.` : 'Put some into the state of the session.';
  throw new ProviderStateError(messages, `there are none in "${language}". ${advice}`);
}

/** The id of the one account that has both; others that have one of them make room. */
function existingId(world: World<GetResponseStores>, email: string, name: string): string {
  const { accounts, campaigns } = world.stores;
  const byEmail = accounts.find('email', emailKey(email));
  const campaign = campaigns.find('name', name);
  if (byEmail && byEmail.ACCOUNT_ID === campaign?.ACCOUNT_ID) return byEmail.ACCOUNT_ID;
  const byName = campaign && accounts.get(campaign.ACCOUNT_ID);
  for (const other of [byEmail, byName]) if (other) removeAccount(world.stores, other);
  // One of the mock's own accounts can have been given it.
  if (campaign && !byName) campaigns.remove(campaign);
  const settings = { confirmation_subject, confirmation_body, language_code: 'EN', optin: 'double' } as const;
  return createAccount(world, { ...details, email }, { name, ...settings }).ACCOUNT_ID;
}

function removeAccount({ accounts, campaigns }: GetResponseStores, account: StoredAccount): void {
  for (const campaign of campaigns.values()) {
    if (campaign.ACCOUNT_ID === account.ACCOUNT_ID) campaigns.remove(campaign);
  }
  accounts.remove(account);
}

/** What a contract does not ask of an account. */
const details = {
  first_name: 'John',
  last_name: 'Doe',
  phone: '+48123456789',
  country_code: 'PL',
  country: 'Poland',
  city: 'Gdansk',
  street: 'Dluga 1',
  zip_code: '80-001',
};
