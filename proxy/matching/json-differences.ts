import { isJsonObject } from '../../src/kit/protocols/json.ts';

/** Takes one place that is not the same in two values; nothing stands for a place that one of them has not. */
export type TakeDifference = (path: readonly string[], one: unknown, other: unknown) => void;

/**
 * Goes through two JSON values together, and tells of each leaf that is not the same in both. The path is only lent: most
 * differences are just counted, and a pointer for each leaf would be as long as all names on its way.
 */
export function eachDifference(one: unknown, other: unknown, take: TakeDifference, path: string[] = []): void {
  const [mine, theirs] = [membersOf(one), membersOf(other)];
  if (mine?.isList !== theirs?.isList) {
    // Where only one has members, no place of the one is a place of the other.
    eachLeaf(one, path, (value) => take(path, value, undefined));
    eachLeaf(other, path, (value) => take(path, undefined, value));
  } else if (mine && theirs) {
    for (const name of new Set([...mine.names, ...theirs.names]))
      within(path, name, () => eachDifference(mine.get(name), theirs.get(name), take, path));
  } else if (printed(one) !== printed(other)) take(path, one, other);
}

function eachLeaf(value: unknown, path: string[], visit: (leaf: unknown) => void): void {
  const members = membersOf(value);
  if (members) for (const name of members.names) within(path, name, () => eachLeaf(members.get(name), path, visit));
  else if (value !== undefined) visit(value);
}

function within(path: string[], name: string, visit: () => void): void {
  path.push(name);
  visit();
  path.pop();
}

interface Members {
  readonly isList: boolean;
  readonly names: readonly string[];
  get(name: string): unknown;
}

/** Of an object or a list that is not empty. */
function membersOf(value: unknown): Members | undefined {
  const isList = Array.isArray(value);
  if (!isList && !isJsonObject(value)) return undefined;
  const names = Object.keys(value);
  if (names.length === 0) return undefined;
  return { isList, names, get: (name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined) };
}

/** A value without members as JSON; the text `nothing` for none. */
export function printed(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
