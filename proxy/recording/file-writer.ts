import { Worker } from 'node:worker_threads';
import type { NewFile } from './new-files.ts';
import { WriteError } from './write-file.ts';

/** One file to be written. */
export interface Order extends NewFile {
  readonly id: number;
}

/** What became of an order: nothing else when it is written, or the message of a WriteError. */
export interface Settled {
  readonly id: number;
  readonly problem?: string;
}

type Settle = (problem: string | undefined) => void;

// Beside this file, in the sources and in what is built of them.
const threadFile = new URL(import.meta.url.replace(/file-writer(\.[jt]s)(?:\?[^?]*)?$/, 'write-thread$1'));

/** Writes files below a folder in a thread of its own, which begins with the first one. */
export class FileWriter {
  readonly #folder: string;
  readonly #file: URL;
  readonly #waiting = new Map<number, Settle>();
  #thread: Worker | undefined;
  #orders = 0;
  #queue: Order[] = [];
  #isBusy = false;

  /** @param file The thread's program. */
  constructor(folder: string, file: URL = threadFile) {
    this.#folder = folder;
    this.#file = file;
  }

  /** Resolves when the file is there, whole. Rejects with a WriteError. */
  write(file: string, text: string): Promise<void> {
    this.#orders += 1;
    const id = this.#orders;
    // All that are written in one turn of the event loop go together.
    if (this.#queue.push({ id, file, text }) === 1) queueMicrotask(() => this.#post());
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (problem) => (problem === undefined ? resolve() : reject(new WriteError(problem))));
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
    if (this.#isBusy || this.#queue.length === 0) return;
    this.#isBusy = true;
    const orders = this.#queue;
    this.#queue = [];
    try {
      this.#started().postMessage(orders);
    } catch (error) {
      // The system may refuse another thread.
      this.#fail(this.#thread, error instanceof Error ? error.message : String(error));
    }
  }

  #started(): Worker {
    if (this.#thread) return this.#thread;
    // Without the flags of this process: a profiler would write a file for each thread.
    const thread = new Worker(this.#file, { workerData: this.#folder, execArgv: [] });
    thread.on('message', (all: readonly Settled[]) => {
      this.#isBusy = false;
      this.#post();
      for (const { id, problem } of all) this.#settle(id, problem);
    });
    thread.once('error', (error) => this.#fail(thread, error.message));
    thread.once('exit', () => this.#fail(thread, 'it ended'));
    this.#thread = thread;
    return thread;
  }

  #settle(id: number, problem: string | undefined): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(problem);
  }

  /** A thread that broke takes what waits for it along; the next file begins another one. */
  #fail(thread: Worker | undefined, reason: string): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    this.#isBusy = false;
    this.#queue = [];
    for (const id of [...this.#waiting.keys()])
      this.#settle(id, `Cannot write a recording: the thread that writes files broke (${reason}). Please report this.`);
  }
}
