import { hash } from 'node:crypto';
import { maxRecordingBytes, type Recording } from './recording.ts';
import { WriteError } from './write-error.ts';

/**
 * Where a recording belongs, relative to the folder: the same content always at the same place, another one elsewhere.
 * @param text As it is printed.
 */
export function fileOf(recording: Recording, text: string, parent = ''): string {
  const digest = hash('sha256', text, 'hex').slice(0, 16);
  const slug = `${recording.request.method}-${recording.response.status}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '');
  return `${parent}${safeName(recording.provider)}/${safeName(recording.operation)}/${slug}-${digest}.json`;
}

/** What indenting may add to a file, in characters: of lists in lists it would make hundreds of times as much. */
const maxIndent = maxRecordingBytes / 4;

/** How a recording is printed: readable, unless that would take far more room than what it holds, and with a last newline. */
export function printRecording(recording: Recording): string {
  const isReadable = indentSize(recording, maxIndent) <= maxIndent;
  return `${JSON.stringify(recording, null, isReadable ? 2 : 0)}\n`;
}

function safeName(name: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  throw new WriteError(
    'Cannot write a recording: the name of its provider or operation is no name. Use letters, digits and "-".',
  );
}

/** How many characters indenting a JSON value adds, by two for each level; no more is counted once there are more than `most`. */
export function indentSize(value: unknown, most: number, level = 1): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value) ? sizeInList(value, most, level) : sizeInObject(value, most, level);
}

function sizeInList(list: readonly unknown[], most: number, level: number): number {
  let added = 0;
  for (const member of list) {
    if (added > most) break;
    added += 1 + 2 * level + indentSize(member, most - added, level + 1);
  }
  return added;
}

/** One member after the other: a list of them all could be far larger than the object. */
function sizeInObject(object: object, most: number, level: number): number {
  let added = 0;
  for (const name in object) {
    if (added > most) break;
    added += 1 + 2 * level + indentSize(Reflect.get(object, name), most - added, level + 1);
  }
  return added;
}
