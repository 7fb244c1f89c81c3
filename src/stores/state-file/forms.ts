import { isJsonObject } from '../../kit/protocols/json.ts';
import { mostDrawn } from '../../kit/world/random.ts';
import type { RecordChange, SavedWorld } from '../../kit/world/saved-world.ts';

// A checksum tells of damage, not of forgery, so that a line is looked at before it is used.

/** Whether a value is all that a provider has stored. */
export function isSavedWorld(value: unknown): value is SavedWorld {
  if (!isJsonObject(value) || !isPosition(value.drawn) || !isJsonObject(value.stores)) return false;
  return Object.values(value.stores).every((entries) => Array.isArray(entries) && entries.every(isEntry));
}

/** Whether a value is a list of providers' names with what each has stored. */
export function areWorlds(value: unknown): value is [provider: string, world: SavedWorld][] {
  return Array.isArray(value) && value.every((pair) => isPair(pair) && isSavedWorld(pair[1]));
}

/** Whether a value is a list of changes of records. */
export function areChanges(value: unknown): value is RecordChange[] {
  return Array.isArray(value) && value.every(isChange);
}

/** Whether a value counts draws of ids. */
export function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= mostDrawn;
}

function isChange(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { store, key, record } = value;
  return typeof store === 'string' && typeof key === 'string' && (record === undefined || isJsonObject(record));
}

function isEntry(value: unknown): boolean {
  return isPair(value) && isJsonObject(value[1]);
}

function isPair(value: unknown): value is [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}
