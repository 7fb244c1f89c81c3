import type { Call } from '../../src/kit/provider.ts';
import type { GetResponseStores, StoredAccount } from './records.ts';

/** Whom a key belongs to. */
export interface Caller {
  /** Whether it is the owner of the server. */
  readonly isOwner: boolean;
  readonly account: StoredAccount;
}

/** A call of one method. Its input is `params` as they were sent, until the attributes are read out of them. */
export type GetResponseCall<Input = unknown> = Call<Input, GetResponseStores, Caller>;
