import type { Collection } from '../../src/kit/world/collection.ts';
import type { Facts } from '../../src/kit/world/facts.ts';
import type {
  GetResponseAccount,
  GetResponseCampaign,
  GetResponseConfirmationBody,
  GetResponseConfirmationSubject,
  GetResponseDefaultCampaign,
} from './generated/schemas.ts';

/** What every account has once it is stored, besides what it was added with. */
interface AccountFacts {
  readonly API_KEY: string;
  readonly FROM_FIELD_ID: string;
  readonly created_on: string;
}

/** An account as it is stored; its campaigns are stored apart. */
export type StoredAccount = Omit<GetResponseAccount, keyof AccountFacts | 'campaign'> & AccountFacts;

/** An account before it has its id, key and time, or with those that it shall have. */
export type NewAccount = Omit<StoredAccount, 'ACCOUNT_ID' | keyof AccountFacts> &
  Partial<AccountFacts & Pick<StoredAccount, 'ACCOUNT_ID'>>;

/** A campaign as it is stored. */
export type StoredCampaign = GetResponseCampaign & { readonly created_on: string };

/** The default campaign of an account that is about to be added. */
export type NewCampaign = GetResponseDefaultCampaign;

/** What the mock keeps of one session. */
export type GetResponseStores = {
  readonly accounts: Collection<StoredAccount>;
  readonly campaigns: Collection<StoredCampaign>;
  readonly confirmation_subjects: Facts<GetResponseConfirmationSubject>;
  readonly confirmation_bodies: Facts<GetResponseConfirmationBody>;
};
