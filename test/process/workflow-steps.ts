import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { endWithTheTests } from '../support/end-with-the-tests.ts';

// The parser imports JSON without saying so, which only bundlers take.
registerHooks({
  load(url, context, next) {
    return next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);
  },
});
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

/** What GitHub's own parser finds wrong in a workflow. */
export function mistakesIn(name: string, content: string): string[] {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** One step of a job, as far as it is followed here. */
export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Steps of a job that run in a project's folder, as a runner has them run. */
export class Steps implements Disposable {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #groups: number[] = [];

  constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#env = { ...process.env, ...env };
  }

  /** Runs what a step runs; what it leaves in the background goes on. Throws when the step fails, with its output. */
  async run({ run = '', shell, env }: Step): Promise<void> {
    // The shells that GitHub documents: without one named, failures within a pipe do not count.
    const options = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    const output = join(this.#folder, 'output.txt');
    const log = openSync(output, 'w');
    const child = endWithTheTests(
      spawn('bash', [...options, '-c', run], {
        cwd: this.#folder,
        env: { ...this.#env, ...env },
        // A group of its own, so that what it leaves can be ended, and no pipe that what it leaves would keep open.
        detached: true,
        stdio: ['ignore', log, log],
      }),
    );
    if (child.pid) this.#groups.push(child.pid);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`The step ended with ${code}: ${run}\n${await readFile(output, 'utf8')}`);
  }

  /** Ends what the steps have left running, as a runner does after a job. */
  [Symbol.dispose](): void {
    for (const group of this.#groups) endGroup(group);
  }
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    // Most have left nothing.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
