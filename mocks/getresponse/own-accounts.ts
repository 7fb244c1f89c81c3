import { credentials } from './credentials.ts';
import type { StoredAccount, StoredCampaign } from './records.ts';

const { api_key, non_owner_api_key, confirmation_subject, confirmation_body } = credentials;
const created_on = '2000-01-01 00:00:00';

const address = {
  company_name: 'Understudy',
  phone: '+48000000000',
  country_code: 'PL',
  country: 'Poland',
  city: 'Gdansk',
  state: 'pomorskie',
  street: 'Zakopianska',
  zip_code: '80-124',
  created_on,
};

/** Whose key the owner's is. Made up, like all about the mock's own keys. */
export const ownerAccount: StoredAccount = {
  ACCOUNT_ID: 'ownAC1',
  API_KEY: api_key,
  FROM_FIELD_ID: 'ownF1',
  first_name: 'Olivia',
  last_name: 'Owner',
  email: 'owner@understudy.example',
  ...address,
};

/** Whose key the one without owner privilege is. */
export const otherAccount: StoredAccount = {
  ACCOUNT_ID: 'ownAC2',
  API_KEY: non_owner_api_key,
  FROM_FIELD_ID: 'ownF2',
  first_name: 'Oscar',
  last_name: 'Other',
  email: 'other@understudy.example',
  ...address,
};

export const ownAccounts: readonly StoredAccount[] = [ownerAccount, otherAccount];

/** The owner's default campaign. */
export const ownerCampaign = ownCampaign(ownerAccount, 'ownC1', 'owner_default');
export const ownCampaigns: readonly StoredCampaign[] = [
  ownerCampaign,
  ownCampaign(otherAccount, 'ownC2', 'other_default'),
];

function ownCampaign({ ACCOUNT_ID }: StoredAccount, CAMPAIGN_ID: string, name: string): StoredCampaign {
  return {
    CAMPAIGN_ID,
    ACCOUNT_ID,
    name,
    is_default: 'yes',
    confirmation_subject,
    confirmation_body,
    optin: 'double',
    created_on,
  };
}
