import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { runProcess } from '../support/run-process.ts';

const page = readFileSync(new URL('../../docs/session-calls.md', import.meta.url), 'utf8');

function block(language: string): string {
  const [, code = ''] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page) ?? [];
  return code;
}

function isThere(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** The admin calls that the page's table has for the handle, without their parameters. */
const calls = [
  'requests',
  'requests/wait',
  'state/leeloo',
  'faults',
  'overrides',
  'clock',
  'rate-limits',
  'providers/leeloo/mode',
  'snapshot',
  'restore',
  'reset',
];

test('the page has every call in both languages', () => {
  for (const call of calls) {
    expect(block('sh')).toContain(`_understudy/${call}`);
    expect(block('python')).toContain(`"${call}"`);
  }
});

test('the calls with curl do what they say', async ({ skip }) => {
  skip(!isThere('curl'), 'curl is not installed.');
  await using understudy = await startUnderstudy();
  const { code, stderr } = await runProcess('bash', ['-euo', 'pipefail', '-c', block('sh')], { URL: understudy.url });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(understudy.session('curl-test').state('leeloo').accounts).toEqual([]);
});

test('the calls in Python do what they say', async ({ skip }) => {
  skip(!isThere('python3'), 'python3 is not installed.');
  await using understudy = await startUnderstudy();
  const { code, stderr } = await runProcess('python3', ['-c', block('python')], { URL: understudy.url });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
