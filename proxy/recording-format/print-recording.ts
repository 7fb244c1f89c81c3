import { hash } from 'node:crypto';
import { indentSize } from './indent-size.ts';
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
