import { rpcOperations } from '../../../src/engine/json-rpc.ts';
import type { ReplyDescription } from '../../../src/engine/provider.ts';
import type { Caller } from '../checks.ts';
import type { GetResponseStores } from '../state.ts';

/** Defines one method of GetResponse. */
export const defineOperation = rpcOperations<GetResponseStores, Caller>();

/** The reply of a refused call, the same for every method. */
export const refused: ReplyDescription = { status: 200, schema: 'error', description: 'Refused; nothing was changed' };
