import { isDeeperThan, isJsonObject, maxDepth } from '../../src/kit/protocols/json.ts';
import { jsonWithSource } from '../../src/kit/protocols/json-source.ts';
import { aroundBody } from '../recording-format/recording.ts';
import { hasRepeatedMember } from '../wire/repeated-member.ts';
import { hasMatchers } from './matchers.ts';

/** Whether a member differs from call to call. @param depth How many objects are around it, its own not counted. */
export type IsVolatile = (name: string, depth: number) => boolean;

/**
 * The value of a JSON text as it is compared: members sorted, volatile ones alike, numbers that JavaScript cannot hold as
 * their text, so that 2^53+1 is not 2^53. Nothing when it is no JSON, nested deeper than a recording may be, or has a member
 * twice, of which some servers take the first and some the last: then its text is compared.
 */
export function canonicalJson(text: string, isVolatile: IsVolatile): unknown {
  if (isDeeperThan(text, maxDepth + aroundBody)) return undefined;
  try {
    const value: unknown = mayHoldInexactNumber.test(text) ? parseExactly(text) : JSON.parse(text);
    return hasRepeatedMember(text, value) ? undefined : sorted(value, isVolatile);
  } catch {
    return undefined;
  }
}

/**
 * A long number, or one with an exponent; texts may look like it, too. Without a match every number is exact, and a parser
 * that asks about each member takes several times as long.
 */
const mayHoldInexactNumber = /(?:^|[[:,\s])-?(?:[-+.\deE]{16}|[\d.]{0,15}[eE])/;

function parseExactly(text: string): unknown {
  return jsonWithSource.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactNumber(value, source) : value,
  );
}

function exactNumber(value: number, source: string): unknown {
  const isExact = Number.isSafeInteger(value) || (Number.isFinite(value) && source.length <= 15);
  return isExact ? value : { 'number as it was sent': source };
}

function sorted(value: unknown, isVolatile: IsVolatile, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, isVolatile, depth));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
      .map(([name, member]) => [name, isVolatile(name, depth) ? alike(member) : sorted(member, isVolatile, depth + 1)]),
  );
}

/** Texts and numbers are alike, and so is what somebody wrote for any of them; anything else may be wrong there. */
function alike(value: unknown): string {
  if (hasMatchers(value)) return '<volatile>';
  const kind = Array.isArray(value) ? 'list' : typeof value;
  return ['string', 'number'].includes(kind) ? '<volatile>' : `<volatile ${value === null ? 'null' : kind}>`;
}
