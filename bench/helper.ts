import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';

/** A process of the measurement that answers one question after the other. */
export class Helper implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #gone: Promise<never>;

  /** @param file From this folder, such as `load/main.ts`. */
  constructor(file: string, execArgv: readonly string[] = [], args: readonly string[] = []) {
    this.#child = fork(new URL(file, import.meta.url), [...args], { execArgv: [...execArgv] });
    this.#gone = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`Cannot go on measuring: bench/${file} ended with code ${code}. See its message above.`);
    });
    // Only who waits for an answer needs to know; at the end every helper exits.
    this.#gone.catch(() => {});
  }

  /** What the process says unasked, such as where it listens. */
  async next<Answer>(): Promise<Answer> {
    const [answer] = await Promise.race([once(this.#child, 'message'), this.#gone]);
    return answer;
  }

  async ask<Answer>(question: Serializable): Promise<Answer> {
    const answer = this.next<Answer>();
    this.#child.send(question);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    if (this.#child.connected) this.#child.disconnect();
    await exited;
  }
}
