import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../../files/code-of.ts';
import type { RecordChange, SavedState, SavedWorld } from '../../kit/world/saved-world.ts';
import { type LogEntry, Records } from '../../sessions/records.ts';
import { type StateKeeper, StateNotKeptError } from '../../sessions/state-keeper.ts';
import { type Lock, takeLock } from './lock.ts';
import { entryLine, headLine, type ReadLog, readLog, UnreadableLogError } from './log.ts';
import { readBytes } from './read-bytes.ts';
import { StateFileError } from './state-file-error.ts';
import { type GrowingFile, replaceGrowing, setAside } from './writing.ts';

/** The log may grow by this many bytes, and to twice what it began with, before it is written anew. */
const roomToGrow = 4 * 1_048_576;

/**
 * Keeps a session's stored records in one file: a first line with everything, then a line for each change. A line is
 * written before the reply that tells of it goes out.
 */
export class StateFile implements StateKeeper {
  /** Key of the password digests that the file holds. */
  readonly digestKey: Buffer;
  /** One line on what was found damaged when the file was opened. */
  readonly warning: string | undefined;
  readonly #path: string;
  readonly #lock: Lock;
  #records: Records;
  #file: GrowingFile;
  #checksum = 0;
  #limit = 0;
  #saved: SavedState;
  #isClosed = false;

  private constructor(path: string, lock: Lock) {
    const { digestKey, records, warning } = readOrSetAside(path);
    this.#path = path;
    this.#lock = lock;
    this.digestKey = digestKey;
    this.warning = warning;
    this.#records = records;
    this.#saved = records.saved();
    this.#file = this.#write(this.#saved);
  }

  get saved(): SavedState {
    return this.#saved;
  }

  /**
   * Opens a state file, or begins one. What is damaged is copied aside first. Throws a StateFileError when another server
   * uses it or its place cannot be written.
   */
  static open(path: string): StateFile {
    let lock: Lock | undefined;
    try {
      const actual = actualPath(path);
      lock = takeLock(actual);
      return new StateFile(actual, lock);
    } catch (error) {
      lock?.release();
      throw error instanceof StateFileError ? error : unusable(path, error);
    }
  }

  /**
   * Begins empty for a provider whose records no mock can have stored; a copy of the file is set aside first. Gives one
   * line on it.
   * @param found What is wrong, as `a record of leeloo is none of its own`.
   */
  refuse(provider: string, found: string): string {
    const aside = setAside(this.#path, readBytes(this.#path));
    this.replaceAll(new Map([...this.#saved].filter(([name]) => name !== provider)));
    this.#saved = this.#records.saved();
    return `The state file ${this.#path} is damaged: ${found}. A copy is set aside as ${aside}; the state of ${provider} begins empty.`;
  }

  keeps(provider: string): boolean {
    return this.#records.has(provider);
  }

  change(provider: string, changes: readonly RecordChange[], drawn: number): void {
    this.#append({ provider, drawn, changes });
  }

  replaceWorld(provider: string, world: SavedWorld): void {
    this.#append({ provider, world });
  }

  replaceAll(state: SavedState): void {
    this.#orRefuse(() => this.#rewrite(new Records(state)));
  }

  /** Lets another server have the file; changes are refused from now on. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#file.close();
    this.#lock.release();
  }

  #append(entry: LogEntry): void {
    const { bytes, checksum } = entryLine(entry, this.#checksum);
    this.#orRefuse(() => this.#file.append(bytes));
    this.#checksum = checksum;
    this.#records.apply(entry);
    if (this.#file.size > this.#limit) this.#compact();
  }

  /** The change itself is written already, so a failure only means that the log grows on. */
  #compact(): void {
    try {
      this.#rewrite(this.#records);
    } catch {
      this.#limit += roomToGrow;
    }
  }

  #rewrite(records: Records): void {
    const old = this.#file;
    this.#file = this.#write(records.saved());
    this.#records = records;
    old.drop();
  }

  #write(state: SavedState): GrowingFile {
    const { bytes, checksum } = headLine(this.digestKey, state);
    const file = replaceGrowing(this.#path, bytes);
    this.#checksum = checksum;
    this.#limit = 2 * file.size + roomToGrow;
    return file;
  }

  #orRefuse(write: () => void): void {
    try {
      if (this.#isClosed) throw new Error('the server was closed');
      write();
    } catch (error) {
      throw new StateNotKeptError(
        `Cannot keep the change in ${this.#path}: ${messageOf(error)}. It was not made; make room or the file writable, then repeat the request.`,
        { cause: error },
      );
    }
  }
}

function readOrSetAside(path: string): ReadLog & { readonly warning?: string } {
  const bytes = readBytes(path);
  const nothing = { digestKey: randomBytes(32), records: new Records() };
  if (bytes.length === 0) return nothing;
  try {
    const log = readLog(bytes);
    if (log.broken === undefined) return log;
    const aside = setAside(path, bytes);
    const warning = `The state file ${path} is damaged: ${log.broken}. A copy is set aside as ${aside}; what stands before was read.`;
    return { ...log, warning };
  } catch (error) {
    if (!(error instanceof UnreadableLogError)) throw error;
    const aside = setAside(path, bytes);
    const warning = `The state file ${path} is damaged: ${error.message}. It is set aside as ${aside}; the state begins empty.`;
    return { ...nothing, warning };
  }
}

/** Through links, so that two ways to one file have one lock, and a link stays one. */
function actualPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute) ? realpathSync(absolute) : join(realpathSync(dirname(absolute)), basename(absolute));
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist. Make the folder, or take another file',
  ENOTDIR: 'its folder is no folder. Take another file',
  EISDIR: 'it is a folder. Name a file in it',
  EACCES: 'this user may not write there. Take another file',
  EPERM: 'this user may not write there. Take another file',
  EROFS: 'its disk is read-only. Take another file',
  ENOSPC: 'its disk is full. Make room, or take another file',
};

function unusable(path: string, error: unknown): StateFileError {
  const code = codeOf(error);
  const problem = problems[code] ?? messageOf(error);
  return new StateFileError(`Cannot keep the state in ${path}: ${problem}.`, { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
