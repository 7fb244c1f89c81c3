import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { existingIds, namedIds, type RealFacts, type SeenCall } from '../../src/kit/real-facts.ts';
import { credentials } from './credentials.ts';
import type { LeelooState } from './generated/schemas.ts';

const { connection_id, other_connection_id, tag_id } = credentials;

/** What recordings of Leeloo tell: which connections and tags there are. An account that was there before shows in no reply. */
export const realFacts: RealFacts<LeelooState> = {
  refuses: (body) => isJsonObject(body) && (body.status === 0 || isJsonObject(body.error)),
  stateBefore: (calls) => ({
    accounts: [],
    connections: factsIn(calls, 'connection_id', [connection_id, other_connection_id]),
    tags: factsIn(calls, 'tags', [tag_id]),
  }),
};

/** The ids that exist, of those that a member of requests names. */
function factsIn(calls: readonly SeenCall[], member: string, own: readonly string[]): { id: string }[] {
  const idsIn = ({ input }: SeenCall) => (isJsonObject(input) ? [input[member]].filter(isId) : []);
  const ids = namedIds(calls, idsIn, ({ output }) => refusedFields(output)[member] === 'WRONG_ID');
  return existingIds(own, ids).map((id) => ({ id }));
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f]{24}$/i.test(value);
}

function refusedFields(output: unknown): Record<string, unknown> {
  const error = isJsonObject(output) ? output.error : undefined;
  const fields = isJsonObject(error) ? error.fields : undefined;
  return isJsonObject(fields) ? fields : {};
}
