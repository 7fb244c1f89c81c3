import { Worker } from 'node:worker_threads';
import type { NewFile, Problem } from './new-files.ts';

/** Files that were handed over together, and who waits for them. */
interface Batch {
  readonly files: readonly NewFile[];
  settle(problems: readonly Problem[]): void;
}

// Beside this file, in the sources and in what is built of them.
const threadFile = new URL(import.meta.url.replace(/file-writer(\.[jt]s)(?:\?[^?]*)?$/, 'write-thread$1'));

/** Writes files below a folder in a thread of its own, which begins with the first one. */
export class FileWriter {
  readonly #folder: string;
  readonly #file: URL;
  #thread: Worker | undefined;
  #queue: Batch[] = [];
  /** What the thread has in hand. */
  #writing: readonly Batch[] = [];

  /** @param file The thread's program. */
  constructor(folder: string, file: URL = threadFile) {
    this.#folder = folder;
    this.#file = file;
  }

  /** Gives what is wrong with each file once all others are there, whole. */
  writeAll(files: readonly NewFile[]): Promise<readonly Problem[]> {
    if (files.length === 0) return Promise.resolve([]);
    return new Promise((settle) => {
      // All that are written in one turn of the event loop go together.
      if (this.#queue.push({ files, settle }) === 1) queueMicrotask(() => this.#post());
    });
  }

  /** Ends the thread; a next file begins another one. To be called when all files are written. */
  async end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  /** Hands over all that has come while the thread was busy, so that it is woken once for many files. */
  #post(): void {
    if (this.#writing.length > 0 || this.#queue.length === 0) return;
    this.#writing = this.#queue;
    this.#queue = [];
    try {
      this.#started().postMessage(this.#writing.flatMap(({ files }) => files));
    } catch (error) {
      // The system may refuse another thread.
      this.#fail(this.#thread, error instanceof Error ? error.message : String(error));
    }
  }

  #started(): Worker {
    if (this.#thread) return this.#thread;
    // Without the flags of this process: a profiler would write a file for each thread.
    const thread = new Worker(this.#file, { workerData: this.#folder, execArgv: [] });
    thread.on('message', (problems: readonly Problem[]) => this.#written(problems));
    thread.once('error', (error) => this.#fail(thread, error.message));
    thread.once('exit', () => this.#fail(thread, 'it ended'));
    this.#thread = thread;
    return thread;
  }

  #written(problems: readonly Problem[]): void {
    const batches = this.#writing;
    this.#writing = [];
    this.#post();
    let told = 0;
    for (const { files, settle } of batches) {
      settle(problems.slice(told, told + files.length));
      told += files.length;
    }
  }

  /** A thread that broke takes what waits for it along; the next file begins another one. */
  #fail(thread: Worker | undefined, reason: string): void {
    if (this.#thread !== thread) return;
    const batches = [...this.#writing, ...this.#queue];
    this.#thread = undefined;
    this.#writing = [];
    this.#queue = [];
    const problem = `Cannot write a recording: the thread that writes files broke (${reason}). Please report this.`;
    for (const { files, settle } of batches) settle(files.map(() => problem));
  }
}
