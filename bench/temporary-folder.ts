import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.ts';

/** A folder that is gone when it is disposed of, or when the process ends. */
export class TemporaryFolder implements Disposable {
  readonly path: string;
  readonly #guard = atExit(() => this.#remove());

  /** @param parent Where it is made, if not where the system has temporary files; made, too, when it is not there. */
  constructor(parent: string = tmpdir()) {
    mkdirSync(parent, { recursive: true });
    this.path = mkdtempSync(join(parent, 'understudy-bench-'));
  }

  [Symbol.dispose](): void {
    this.#guard[Symbol.dispose]();
    this.#remove();
  }

  #remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
