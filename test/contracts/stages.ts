import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaCopy } from '../../proxy/recording-format/schema-copy.ts';
import { runCommand } from '../support/run-command.ts';

/** Runs `understudy verify` with an environment that holds no credentials but these. */
export function verify(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runCommand(['verify', ...args], env);
}

/** Flags that let calls through to the stand-ins. */
export const real = ['--against', 'real', '--allow-writes'] as const;

/** A folder for recordings, gone at the end, and all that its files hold. */
export async function recordingsFolder() {
  const path = await mkdtemp(join(tmpdir(), 'understudy-stages-'));
  return {
    path,
    async files() {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      // Values of states, too; not the schema, which only editors read.
      const kept = entries.filter((entry) => entry.isFile() && entry.name !== schemaCopy);
      return kept.map((entry) => join(entry.parentPath, entry.name));
    },
    async text() {
      return (await Promise.all((await this.files()).map((file) => readFile(file, 'utf8')))).join('\n');
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
