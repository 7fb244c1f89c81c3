import { readFileSync, statSync } from 'node:fs';
import { StateFileError } from './state-file-error.ts';

/** Larger files are none of ours, in bytes: a line of theirs would be no text any more. */
const maxFileBytes = 512 * 1_048_576;

/** All that a state file holds; nothing when there is none. Throws a StateFileError for what may be no state file. */
export function readBytes(path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return Buffer.alloc(0);
  // Reading a pipe or a device may never end; that a folder is none, the system says itself.
  if (!found.isFile() && !found.isDirectory()) throw refuse(path, 'it is a pipe, a socket or a device');
  if (found.size > maxFileBytes) throw refuse(path, `it is over ${maxFileBytes} bytes`);
  return readFileSync(path);
}

function refuse(path: string, found: string): StateFileError {
  return new StateFileError(`Cannot keep the state in ${path}: ${found}. Take another file.`);
}
