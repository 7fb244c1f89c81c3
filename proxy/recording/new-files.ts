import {
  closeSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, makeFolders, temporaryName, WriteError, writeProblem } from './write-file.ts';

/** One file to be written, its name relative to the folder, with slashes. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** Writes new files below a folder, and waits for the disk: for a thread of its own. */
export class NewFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes one file after the other; gives for each the WriteError that it ended with, or nothing. */
  writeAll(files: readonly NewFile[]): (WriteError | undefined)[] {
    // Looking at a folder takes nearly as long as writing into it, so that is done once for all.
    const ready = new Set<string>();
    return files.map(({ file, text }) => {
      try {
        this.#write(file, text, ready);
        return undefined;
      } catch (error) {
        if (error instanceof WriteError) return error;
        return new WriteError(`Cannot write the recording ${file}: ${writeProblem(error)}.`, { cause: error });
      }
    });
  }

  /**
   * Writes a file that is there whole or not at all, and never in the place of another: under a name of its own first, then,
   * once it was read back, linked to its name, which fails when there is one.
   */
  #write(file: string, text: string, ready: Set<string>): void {
    const inside = dirname(file);
    if (!ready.has(inside)) makeFolders(this.#folder, inside.split('/'));
    ready.add(inside);
    const temporary = join(this.#folder, inside, temporaryName());
    const descriptor = openSync(temporary, 'wx+', 0o600);
    try {
      if (!isKept(descriptor, Buffer.from(text)))
        throw new WriteError(
          `Cannot write the recording ${file}: the disk gives back other bytes than it took. Check it.`,
        );
      linkNew(temporary, join(this.#folder, file), text);
    } finally {
      removeTemporary(temporary);
    }
  }
}

/** Writes a new file, and reads it to its end: whether it holds what was written. Closes it. */
function isKept(descriptor: number, bytes: Buffer): boolean {
  try {
    writeFileSync(descriptor, bytes);
    // One byte more is asked for than should be there.
    const readBack = Buffer.alloc(bytes.length + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, readBack, length, readBack.length - length, length);
    }
    return readBack.subarray(0, length).equals(bytes);
  } finally {
    closeSync(descriptor);
  }
}

function linkNew(from: string, to: string, text: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') renameNew(from, to, error);
    // Written twice is kept once; anything else under this name is somebody else's.
    else if (!lstatSync(to).isFile() || readFileSync(to, 'utf8') !== text)
      throw new WriteError(`Cannot write the recording ${to}: another file has this name. Move it elsewhere.`);
  }
}

/** Some file systems have no links; the name is a digest of the content, so nothing else is expected under it. */
function renameNew(from: string, to: string, cause: unknown): void {
  if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(cause))) throw cause;
  if (lstatSync(to, { throwIfNoEntry: false })) throw cause;
  renameSync(from, to);
}

function removeTemporary(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // A rename took it away already.
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
