import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject, pointerSegment } from '../../kit/protocols/json.ts';

/** One place in which a request is not what was looked for. */
export interface Difference {
  /** The filter's member, with a JSON pointer behind it in a body: `body/data/0/email`. */
  readonly place: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Where a value lacks what is expected of it: objects may have further members, lists must be as long. */
export function differences(expected: unknown, actual: unknown, place: string): Difference[] {
  if (isMatcher(expected)) return expected.asymmetricMatch(actual) ? [] : [{ place, expected, actual }];
  if (Array.isArray(expected)) return inItems(expected, actual, place);
  if (isJsonObject(expected)) return inMembers(expected, actual, place);
  return Object.is(expected, actual) ? [] : [{ place, expected, actual }];
}

function inItems(expected: readonly unknown[], actual: unknown, place: string): Difference[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) return [{ place, expected, actual }];
  return expected.flatMap((item, index) => differences(item, actual[index], `${place}/${index}`));
}

function inMembers(expected: JsonObject, actual: unknown, place: string): Difference[] {
  if (!isJsonObject(actual)) return [{ place, expected, actual }];
  return Object.entries(expected).flatMap(([name, member]) =>
    differences(member, Object.hasOwn(actual, name) ? actual[name] : undefined, `${place}/${pointerSegment(name)}`),
  );
}

/** A matcher of a test framework, such as `expect.any(String)`. */
export interface Matcher {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

export function isMatcher(value: unknown): value is Matcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}
