import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const main = new URL('../src/main.ts', import.meta.url).pathname;
const pacts = new URL('pacts', import.meta.url).pathname;

test('every contract of the clients holds against the mock', async () => {
  // Exit code 1, a contract that does not hold, rejects; what it prints says which and why.
  const { stdout } = await run(process.execPath, [main, 'verify', pacts]).catch((failed: unknown) =>
    expect.fail(failed instanceof Error && 'stdout' in failed ? String(failed.stdout) : String(failed)),
  );
  expect(stdout).toContain(`, 0 failed, in ${readdirSync(pacts).length} pacts.`);
});
