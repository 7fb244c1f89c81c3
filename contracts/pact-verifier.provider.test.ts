import { expect, test } from 'vitest';
import { startUnderstudy } from '../src/app/understudy.ts';
import { runProcess } from '../test/support/run-process.ts';
import { contracted, pactFile } from './pact-files.ts';

const every = contracted.map(({ name }) => name);

// That contracts hold is shown elsewhere: here one server is told of states in each way, and of all providers in a row.
test.each([
  ['all contracts in a row, without teardowns', every, []],
  ['a contract with teardowns', every.slice(0, 1), ['--state-change-teardown']],
  ['a contract with states as queries', every.slice(0, 1), ['--state-change-as-query']],
])('the bare pact-verifier verifies %s', async (_how, names, options) => {
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
