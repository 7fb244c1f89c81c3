import { ownAccounts, ownCampaigns } from './own-accounts.ts';
import type { GetResponseStores, StoredAccount, StoredCampaign } from './records.ts';

/** The key under which an account is found by its email: emails have no case. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

export function accountOfKey({ accounts }: GetResponseStores, key: string): StoredAccount | undefined {
  return ownAccounts.find(({ API_KEY }) => API_KEY === key) ?? accounts.find('API_KEY', key);
}

export function accountOfId({ accounts }: GetResponseStores, id: string): StoredAccount | undefined {
  return ownAccounts.find(({ ACCOUNT_ID }) => ACCOUNT_ID === id) ?? accounts.get(id);
}

export function isEmailTaken({ accounts }: GetResponseStores, email: string): boolean {
  const key = emailKey(email);
  return ownAccounts.some((own) => emailKey(own.email) === key) || accounts.find('email', key) !== undefined;
}

export function isCampaignNameTaken({ campaigns }: GetResponseStores, name: string): boolean {
  return ownCampaigns.some((own) => own.name === name) || campaigns.find('name', name) !== undefined;
}

/** The campaigns of one account, oldest first. */
export function campaignsOf({ campaigns }: GetResponseStores, { ACCOUNT_ID }: StoredAccount): StoredCampaign[] {
  return [...ownCampaigns, ...campaigns.values()].filter((campaign) => campaign.ACCOUNT_ID === ACCOUNT_ID);
}
