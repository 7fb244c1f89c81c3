import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { codeOf } from './code-of.ts';

/** A file that may not be read. The message says what was found, as in "it is a symbolic link". */
export class OddFileError extends Error {
  override readonly name = 'OddFileError';
}

/** What is found in a place where only a file should be. */
export const oddities = {
  link: 'it is a symbolic link',
  special: 'it is a pipe, a socket or a device',
} as const;

/**
 * Reads a whole file: no link, no more than so many bytes, and nothing that may never end. Throws an OddFileError, or
 * what the system says.
 */
export function readRegularFile(path: string, maxBytes: number): Buffer {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK = 0 } = constants;
  // Where the system cannot refuse links by itself, what becomes one in this moment would be followed.
  if (O_NOFOLLOW === undefined) refuseLink(path);
  // To open a pipe would wait for somebody who writes into it.
  const descriptor = opened(path, O_RDONLY | (O_NOFOLLOW ?? 0) | O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile() && !found.isDirectory()) throw new OddFileError(oddities.special);
    if (found.size > maxBytes) throw new OddFileError(tooLarge(maxBytes));
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What is wrong with a file of more bytes. */
export function tooLarge(maxBytes: number): string {
  return `it is over ${maxBytes} bytes`;
}

function opened(path: string, flags: number): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    const code = codeOf(error);
    // What a link, and what a socket, is refused with.
    if (code === 'ELOOP') throw new OddFileError(oddities.link, { cause: error });
    if (code === 'ENXIO') throw new OddFileError(oddities.special, { cause: error });
    throw error;
  }
}

function refuseLink(path: string): void {
  if (lstatSync(path).isSymbolicLink()) throw new OddFileError(oddities.link);
}
