import { expect, test } from 'vitest';
import { providers } from '../mocks/index.ts';
import { startUnderstudy } from '../src/app/understudy.ts';
import { runProcess } from '../test/support/run-process.ts';
import { pactFile } from './pact-files.ts';

const names = providers.map(({ name }) => name);

test.each([
  ['without teardowns', []],
  ['with teardowns', ['--state-change-teardown']],
  ['with states as queries', ['--state-change-as-query']],
])('the bare pact-verifier verifies all contracts in a row, %s', async (_how, options) => {
  await using understudy = await startUnderstudy();
  for (const name of names) {
    const { code, stdout } = await runProcess('node_modules/.bin/pact-verifier', [
      ...['--file', pactFile(name), '--hostname', '127.0.0.1', '--port', String(understudy.port)],
      ...['--base-path', `/${name}`, '--state-change-url', `${understudy.url}/_understudy/provider-states`],
      ...options,
    ]);
    expect(code === 0 ? '' : stdout).toBe('');
  }
});
