import {
  closeSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { codeOf } from '../../src/files/code-of.ts';
import { temporaryName } from '../../src/files/replace-file.ts';
import { WriteError } from '../recording-format/write-error.ts';
import { keepSchema, makeFolders, writeProblem } from './recordings-folder.ts';

/** One file to be written, its name relative to the folder, with at least one slash. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** Why a file could not be written, what to do about it, and its name; nothing when it was. */
export type Problem = string | undefined;

/** Files of so many bytes, which nearly all are, need no memory of their own while they are written. */
const mostReused = 65_536;

/** What the system says when only a folder itself may be written, not the one around it, or when it is on another disk. */
const outOfReach = ['EXDEV', 'EACCES', 'EPERM', 'EROFS'];

/**
 * Writes new files below a folder, and waits for the disk: for a thread of its own. It has its own way to make a file, since
 * none of these may take another's place (src/files/replace-file.ts does), each is read back, and thousands are made in a row,
 * with one name and one buffer used again and again.
 */
export class NewFiles {
  readonly #folder: string;
  readonly #bytes = Buffer.allocUnsafeSlow(mostReused);
  readonly #readBack = Buffer.allocUnsafeSlow(mostReused);
  /** Where the files of a folder get ready, when they cannot be moved there from the folder of all recordings: in itself. */
  readonly #places = new Map<string, string>();
  #temporary = temporaryName();
  /** Whether editors find the schema in the folder, or never will. */
  #hasSchema = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes one file after the other; gives what is wrong with each. */
  writeAll(files: readonly NewFile[]): Problem[] {
    const problems = this.#writeAll(files);
    if (!this.#hasSchema && problems.includes(undefined)) this.#hasSchema = keepSchema(this.#folder);
    return problems;
  }

  #writeAll(files: readonly NewFile[]): Problem[] {
    // Looking at a folder takes nearly as long as writing into it, so that is done once for all.
    const ready = new Map<string, string>();
    return files.map((file) => {
      try {
        this.#write(file, ready);
        return undefined;
      } catch (error) {
        if (error instanceof WriteError) return error.message;
        return `Cannot write the recording ${file.file}: ${writeProblem(error)}.`;
      }
    });
  }

  /**
   * Writes a file that is there whole or not at all, and never in the place of another: under a name of its own first, then,
   * once it was read back, linked to its name, which fails when there is one.
   */
  #write(file: NewFile, ready: Map<string, string>): void {
    const inside = file.file.slice(0, file.file.lastIndexOf('/'));
    const path = ready.get(inside) ?? makeFolders(this.#folder, inside.split('/'));
    ready.set(inside, path);
    // The folder of all recordings holds little itself: a new file finds its place there sooner than among thousands.
    const place = this.#places.get(inside) ?? this.#folder;
    try {
      this.#writeVia(place, file, path);
    } catch (error) {
      if (place === path || !outOfReach.includes(codeOf(error))) throw error;
      this.#places.set(inside, path);
      this.#writeVia(path, file, path);
    }
  }

  /** @param place The folder in which the file gets ready. */
  #writeVia(place: string, { file, text }: NewFile, path: string): void {
    const [temporary, descriptor] = this.#open(place);
    try {
      if (!this.#isKept(descriptor, text))
        throw new WriteError(
          `Cannot write the recording ${file}: the disk gives back other bytes than it took. Check it.`,
        );
      linkNew(temporary, path + file.slice(file.lastIndexOf('/')), text);
    } finally {
      removeTemporary(temporary);
    }
  }

  /** Under the name of the file before it, which is gone: a folder finds the same one again faster than it takes in another. */
  #open(place: string): readonly [temporary: string, descriptor: number] {
    for (;;) {
      const temporary = `${place}/${this.#temporary}`;
      try {
        return [temporary, openSync(temporary, 'wx+', 0o600)];
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        // It could not be removed, or another process has it.
        this.#temporary = temporaryName();
      }
    }
  }

  /** Writes a new file, and reads it to its end: whether it holds what was written. Closes it. */
  #isKept(descriptor: number, text: string): boolean {
    try {
      const length = Buffer.byteLength(text);
      // One byte more is asked for than should be there: that it does not come tells the end.
      const [bytes, readBack] =
        length < mostReused
          ? [this.#bytes, this.#readBack]
          : [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length + 1)];
      bytes.write(text);
      for (let done = 0; done < length; ) done += writeSync(descriptor, bytes, done, length - done, done);
      let found = 0;
      for (let read = -1; read !== 0 && found < length; found += read) {
        read = readSync(descriptor, readBack, found, length + 1 - found, found);
      }
      return bytes.compare(readBack, 0, found, 0, length) === 0;
    } finally {
      closeSync(descriptor);
    }
  }
}

function linkNew(from: string, to: string, text: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') renameNew(from, to, error);
    // Written twice is kept once; anything else under this name is somebody else's.
    else if (!holds(to, text))
      throw new WriteError(`Cannot write the recording ${to}: another file has this name. Move it elsewhere.`);
  }
}

/** Looked into only when it is a file of the same size: it may be anybody's. */
function holds(path: string, text: string): boolean {
  const found = lstatSync(path);
  return found.isFile() && found.size === Buffer.byteLength(text) && readFileSync(path, 'utf8') === text;
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
