import type { Difference } from '../kit/drift-note.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject, pointerSegment } from '../kit/protocols/json.ts';
import { stepsOf } from './pact-call.ts';

/** What a pact expects of a reply that the reply has not; `expected` is the pact's. */
export function pactDifferences(response: JsonObject, status: number, body: unknown): Difference[] {
  const wanted = typeof response.status === 'number' ? response.status : 200;
  if (wanted !== status) return [{ kind: 'status', place: 'status', expected: wanted, found: status }];
  const expected = isJsonObject(response.body) && 'content' in response.body ? response.body.content : response.body;
  const differences: Difference[] = [];
  if (expected !== undefined) compare([], expected, body, matchersOf(response.matchingRules), differences);
  return differences;
}

/** What the matchers of a pact say of a place. */
interface Matchers {
  /** Whether it is matched by its kind only: a matcher stands there, or at a place around it. */
  isLoose(path: readonly string[]): boolean;
  /** Whether the names of its members are anybody's: each of them is like the first that is expected. */
  isTable(path: readonly string[]): boolean;
}

function matchersOf(rules: unknown): Matchers {
  const body = isJsonObject(rules) ? rules.body : undefined;
  const all = Object.entries(isJsonObject(body) ? body : {}).map(([place, rule]) => ({
    steps: stepsOf(place),
    matches: [...JSON.stringify(rule).matchAll(/"match":"([^"]+)"/g)].map(([, match]) => match),
  }));
  const loose = all.filter(({ matches }) => !matches.includes('equality'));
  const tables = all.filter(({ matches }) => matches.some((match) => /^(values|eachKey|eachValue)$/.test(match ?? '')));
  return {
    isLoose: (path) => loose.some(({ steps }) => steps.length <= path.length && leadsTo(steps, path)),
    isTable: (path) => tables.some(({ steps }) => steps.length === path.length && leadsTo(steps, path)),
  };
}

function leadsTo(steps: readonly string[], path: readonly string[]): boolean {
  return steps.every((step, index) => step === '*' || step === path[index]);
}

/** A client does not mind what it does not ask for: only what it expects is looked for. */
function compare(
  path: readonly string[],
  expected: unknown,
  found: unknown,
  matchers: Matchers,
  into: Difference[],
): void {
  const place = path.map((name) => `/${pointerSegment(name)}`).join('');
  if (found === undefined) into.push({ kind: 'missing', place, expected, found });
  else if (kindOf(expected) !== kindOf(found)) into.push({ kind: 'type', place, expected, found });
  else if (isJsonObject(expected) || Array.isArray(expected)) {
    for (const [name, value] of expectedIn(path, expected, Object(found), matchers)) {
      compare([...path, name], value, Reflect.get(Object(found), name), matchers, into);
    }
  } else if (expected !== found && !matchers.isLoose(path)) into.push({ kind: 'value', place, expected, found });
}

function expectedIn(path: readonly string[], expected: object, found: object, matchers: Matchers): [string, unknown][] {
  const wanted = Object.entries(expected);
  const [first] = wanted;
  return matchers.isTable(path) && first ? Object.keys(found).map((name) => [name, first[1]]) : wanted;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
