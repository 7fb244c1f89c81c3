import { codeOf } from '../../files/code-of.ts';
import { OddFileError, readRegularFile } from '../../files/read-regular-file.ts';
import { StateFileError } from './state-file-error.ts';

/** Larger files are none of ours, in bytes: a line of theirs would be no text any more. */
const maxFileBytes = 512 * 1_048_576;

/**
 * All that a state file holds; nothing when there is none. Throws a StateFileError for what is no file, or too large.
 * @param path Through all links.
 */
export function readBytes(path: string): Buffer {
  try {
    return readRegularFile(path, maxFileBytes);
  } catch (error) {
    if (error instanceof OddFileError)
      throw new StateFileError(`Cannot keep the state in ${path}: ${error.message}. Take another file.`, {
        cause: error,
      });
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
