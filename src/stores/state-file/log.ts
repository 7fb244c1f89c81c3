import { crc32 } from 'node:zlib';
import { isJsonObject, parseJson } from '../../kit/protocols/json.ts';
import type { SavedState, SavedWorld } from '../../kit/world/saved-world.ts';
import { type LogEntry, Records } from '../../sessions/records.ts';
import { areChanges, areWorlds, isPosition, isSavedWorld } from './forms.ts';

/** The form of the file; another one is not read. */
export const logVersion = 1;

/** The first line: the key of the password digests, and all records as they were when the file was written anew. */
interface Head {
  readonly understudyState: number;
  readonly digestKey: string;
  readonly worlds: readonly (readonly [provider: string, world: SavedWorld])[];
}

/** One line, and the checksum that the next one goes on from. */
export interface LogLine {
  readonly bytes: Buffer;
  readonly checksum: number;
}

/** What a file holds, as far as it can be trusted. */
export interface ReadLog {
  readonly digestKey: Buffer;
  readonly records: Records;
  /** What is wrong with the rest; everything before it was read. */
  readonly broken?: string;
}

/** The text cannot be used at all; the message says why. */
export class UnreadableLogError extends Error {
  override readonly name = 'UnreadableLogError';
}

export function headLine(digestKey: Buffer, state: SavedState): LogLine {
  const head: Head = { understudyState: logVersion, digestKey: digestKey.toString('hex'), worlds: [...state] };
  return line(head, 0);
}

export function entryLine(entry: LogEntry, checksumBefore: number): LogLine {
  return line(entry, checksumBefore);
}

/** Each line begins with a checksum over itself and all before it, so that a changed, lost or moved one is noticed. */
function line(value: object, checksumBefore: number): LogLine {
  const json = JSON.stringify(value);
  const checksum = crc32(json, checksumBefore);
  return { bytes: Buffer.from(`${hex(checksum)} ${json}\n`), checksum };
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}

/** Reads a whole file. Throws an UnreadableLogError when not even its first line can be trusted. */
export function readLog(bytes: Buffer): ReadLog {
  const lines = checkedLines(bytes);
  const first = lines.next();
  if (first.done) throw new UnreadableLogError(first.value ?? 'it is empty');
  const head = readHead(first.value);
  const records = new Records(new Map(head.worlds));
  let next = lines.next();
  const digestKey = Buffer.from(head.digestKey, 'hex');
  for (; !next.done; next = lines.next()) {
    if (!isLogEntry(next.value)) return { digestKey, records, broken: 'a line is none of this version' };
    records.apply(next.value);
  }
  return { digestKey, records, ...(next.value !== undefined && { broken: next.value }) };
}

function readHead(value: unknown): Head {
  if (isHead(value)) return value;
  throw new UnreadableLogError('its first line is none of this version');
}

function isHead(value: unknown): value is Head {
  if (!isJsonObject(value) || value.understudyState !== logVersion) return false;
  return areWorlds(value.worlds) && typeof value.digestKey === 'string' && /^[\da-f]{64}$/.test(value.digestKey);
}

function isLogEntry(value: unknown): value is LogEntry {
  if (!isJsonObject(value) || typeof value.provider !== 'string') return false;
  return isSavedWorld(value.world) || (isPosition(value.drawn) && areChanges(value.changes));
}

/** Yields the values of the lines whose checksums are right; returns what is wrong with the next one, if anything. */
function* checkedLines(bytes: Buffer): Generator<unknown, string | undefined> {
  let checksum = 0;
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const end = bytes.indexOf('\n', start);
    if (end === -1) return `line ${number} is not whole`;
    const json = bytes.subarray(start + prefixLength, end);
    checksum = crc32(json, checksum);
    const prefix = bytes.toString('latin1', start, start + prefixLength);
    if (prefix !== `${hex(checksum)} `) return `line ${number} is not as it was written`;
    const parsed = parseJson(json);
    if (!parsed) return `line ${number} is no JSON`;
    yield parsed.value;
    start = end + 1;
  }
  return undefined;
}

/** Eight hexadecimal digits and a space. */
const prefixLength = 9;
