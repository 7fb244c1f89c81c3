import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { isJsonObject, jsonValue } from '../kit/protocols/json.ts';
import type { Coverage } from './coverage.ts';

/** How long a change waits for others, in milliseconds. */
const gatherMs = 50;
const formatVersion = 1;

let made = 0;
const open = new Set<CoverageFile>();

/** What one server's requests met, as a file of its own that follows what is counted. */
export class CoverageFile {
  readonly #path: string;
  readonly #read: () => readonly Coverage[];
  #timer: NodeJS.Timeout | undefined;
  readonly #writeNow = (): void => this.write();

  constructor(folder: string, read: () => readonly Coverage[]) {
    made += 1;
    this.#path = join(folder, `${process.pid}-${threadId}-${made}.json`);
    this.#read = read;
    open.add(this);
    process.once('exit', this.#writeNow);
  }

  /** Something was counted. */
  changed(): void {
    this.#timer ??= setTimeout(this.#writeNow, gatherMs).unref();
  }

  /** Writes what is counted by now. A run whose folder is gone is over. */
  write(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      const coverages = this.#read().filter(({ requests }) => requests > 0);
      writeFileSync(`${this.#path}.tmp`, JSON.stringify({ version: formatVersion, coverages }));
      // A reader sees a whole one, or the one before.
      renameSync(`${this.#path}.tmp`, this.#path);
    } catch {
      this.close();
    }
  }

  close(): void {
    this.write();
    open.delete(this);
    process.off('exit', this.#writeNow);
  }
}

/** Writes what all servers of this process have counted: a worker may be ended at once after its last test. */
export function writeCoverages(): void {
  for (const file of open) file.write();
}

/** What the servers of a run have written into a folder. Files that are none of theirs are left alone. */
export function readCoverages(folder: string): Coverage[] {
  return filesIn(folder).flatMap((file) => {
    const value = jsonValue(readFileSync(join(folder, file), 'utf8'));
    const isOurs = isJsonObject(value) && value.version === formatVersion && Array.isArray(value.coverages);
    return isOurs ? (value.coverages as Coverage[]) : [];
  });
}

/** Takes away what an earlier run has left there. */
export function clearCoverages(folder: string): void {
  for (const file of filesIn(folder)) rmSync(join(folder, file), { force: true });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((file) => /^\d+-\d+-\d+\.json$/.test(file));
}
