import type { Difference, DifferenceKind } from '../kit/drift-note.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject, pointerSegment } from '../kit/protocols/json.ts';

/** What is known of the members of replies by their names. */
export interface Comparing {
  /** Whether a member holds another value in each reply by its nature. */
  isVolatile(name: string): boolean;
  /** Whether only kinds are compared, not values. */
  readonly byShape: boolean;
}

/** Compares two bodies; `found` has the mock's ids in it already. */
export function bodyDifferences(expected: unknown, found: unknown, comparing: Comparing): Difference[] {
  const differences: Difference[] = [];
  compare([], expected, found, comparing, differences);
  return differences;
}

function compare(path: readonly string[], expected: unknown, found: unknown, comparing: Comparing, into: Difference[]) {
  const kind = kindOfDifference(path, expected, found, comparing);
  if (kind !== undefined) {
    into.push({ kind, place: path.map((name) => `/${pointerSegment(name)}`).join(''), expected, found });
  } else if (Array.isArray(expected) && Array.isArray(found)) compareLists(path, expected, found, comparing, into);
  else if (isJsonObject(expected) && isJsonObject(found)) compareMembers(path, expected, found, comparing, into);
}

/** Nothing where both are the same, or have members of their own to compare. */
function kindOfDifference(
  path: readonly string[],
  expected: unknown,
  found: unknown,
  comparing: Comparing,
): DifferenceKind | undefined {
  if (expected === undefined) return 'new';
  if (found === undefined) return 'missing';
  if (kindOf(expected) !== kindOf(found)) {
    // What is not known of an account is null; the mock knows no more of it than it was told.
    return comparing.byShape && (expected === null || found === null) ? undefined : 'type';
  }
  const hasMembers = typeof expected === 'object' && expected !== null;
  return hasMembers || expected === found || isFree(path, comparing) ? undefined : 'value';
}

/** An object whose members are named by ids is compared by its first member, where only shapes count. */
function compareMembers(
  path: readonly string[],
  expected: JsonObject,
  found: JsonObject,
  comparing: Comparing,
  into: Difference[],
): void {
  const [ours, theirs] = [Object.keys(expected), Object.keys(found)];
  const areIds = comparing.byShape && ours.length > 0 && !theirs.some((name) => Object.hasOwn(expected, name));
  if (areIds) {
    const [mine = '', real = ''] = [ours[0], theirs[0]];
    if (theirs.length > 0) compare([...path, real], expected[mine], found[real], comparing, into);
    return;
  }
  for (const name of new Set([...ours, ...theirs])) {
    compare([...path, name], own(expected, name), own(found, name), comparing, into);
  }
}

/** Lists by shape are compared by their first items: how many there are is a value. */
function compareLists(
  path: readonly string[],
  expected: readonly unknown[],
  found: readonly unknown[],
  comparing: Comparing,
  into: Difference[],
): void {
  const count = comparing.byShape
    ? Math.min(1, expected.length, found.length)
    : Math.max(expected.length, found.length);
  for (let index = 0; index < count; index += 1) {
    compare([...path, `${index}`], expected[index], found[index], comparing, into);
  }
}

function isFree(path: readonly string[], { isVolatile, byShape }: Comparing): boolean {
  return byShape || path.some((name) => isVolatile(name));
}

function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
