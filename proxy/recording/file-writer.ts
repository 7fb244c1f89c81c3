import { Worker } from 'node:worker_threads';
import type { NewFile, Problem } from './new-files.ts';

// Beside this file, in the sources and in what is built of them.
const threadFile = new URL(import.meta.url.replace(/file-writer(\.[jt]s)(?:\?[^?]*)?$/, 'write-thread$1'));

/** Writes files below a folder in a thread of its own, which begins with the first one. */
export class FileWriter {
  readonly #folder: string;
  readonly #file: URL;
  #thread: Worker | undefined;
  #settle: ((problems: readonly Problem[] | Error) => void) | undefined;

  /** @param file The thread's program. */
  constructor(folder: string, file: URL = threadFile) {
    this.#folder = folder;
    this.#file = file;
  }

  /**
   * Gives what is wrong with each file once all others are there, whole. To be called again when it has: the thread is woken
   * once for many files.
   */
  async writeAll(files: readonly NewFile[]): Promise<readonly Problem[]> {
    // Not the files themselves: their texts need not stay until they are written.
    const count = files.length;
    if (count === 0) return [];
    const written = await new Promise<readonly Problem[] | Error>((settle) => {
      this.#settle = settle;
      this.#post(files);
    });
    if (!(written instanceof Error)) return written;
    const problem = `Cannot write a recording: the thread that writes files broke (${written.message}). Please report this.`;
    return Array.from({ length: count }, () => problem);
  }

  /** Ends the thread; a next file begins another one. To be called when all files are written. */
  async end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  #post(files: readonly NewFile[]): void {
    try {
      this.#thread ??= this.#started();
      this.#thread.postMessage(files);
    } catch (error) {
      // The system may refuse another thread.
      this.#settle?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #started(): Worker {
    // Without the flags of this process: a profiler would write a file for each thread.
    const thread = new Worker(this.#file, { workerData: this.#folder, execArgv: [] });
    thread.on('message', (problems: readonly Problem[]) => this.#settle?.(problems));
    thread.once('error', (error) => this.#fail(thread, error));
    thread.once('exit', () => this.#fail(thread, new Error('it ended')));
    return thread;
  }

  /** A thread that broke takes what waits for it along; the next file begins another one. */
  #fail(thread: Worker, reason: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    this.#settle?.(reason);
  }
}
