import { rpcOperations } from '../../../src/kit/protocols/json-rpc.ts';
import type { ReplyDescription } from '../../../src/kit/reply-description.ts';
import type { Caller } from '../caller.ts';
import type { GetResponseStores } from '../records.ts';

/** Defines one method of GetResponse. */
export const defineOperation = rpcOperations<GetResponseStores, Caller>();

/** The refusals that every method knows. */
export const refusals: readonly ReplyDescription[] = [
  { status: 200, schema: 'error', description: 'Refused; nothing was changed' },
  { status: 413, schema: 'error', description: 'The body is too large' },
];
