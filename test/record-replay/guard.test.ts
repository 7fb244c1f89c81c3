import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { recordings } from '../support/upstream-exchange.ts';

const path = '/api/v2/accounts/email';
const content = { headers: { 'Content-Type': 'application/json' }, body: { data: [] } };

let folder: Awaited<ReturnType<typeof recordings>>;
let understudy: Understudy;
beforeAll(async () => {
  folder = await recordings();
  const sketch = { provider: mocks.leeloo, operation: 'create-email-account', path, request: { body: content.body } };
  await folder.record({ ...sketch, reply: { body: { data: 'of a customer' } } });
  understudy = await startUnderstudy({
    modes: { leeloo: 'replay' },
    recordings: folder.folder,
    repeatLast: true,
    allowedHosts: ['mock.internal'],
    env: {},
  });
});
afterAll(async () => {
  await understudy.close();
  await folder[Symbol.asyncDispose]();
});

/** What a request with further headers gets: the source of its reply, or the code of the refusal. */
async function answerTo(headers: Record<string, string>, address = `/leeloo${path}`): Promise<unknown> {
  const reply = await send(understudy, 'POST', address, { ...content, headers: { ...content.headers, ...headers } });
  expect(reply.text.includes('of a customer')).toBe(reply.status === 200);
  return reply.headers['x-understudy-source'] ?? `${reply.status} ${reply.headers['x-understudy-error']}`;
}

test.each([
  ['foreign-origin', { Origin: 'https://evil.example' }],
  ['foreign-origin', { Origin: 'null' }],
  ['foreign-origin', { Origin: 'http://localhost.evil.example' }],
  ['foreign-origin', { Origin: 'http://127.0.0.1.evil.example:4010' }],
  ['foreign-origin', { Origin: 'http://localhost@evil.example' }],
  ['foreign-origin', { Origin: 'http://localhost:80@evil.example' }],
  ['foreign-origin', { Origin: 'file://localhost' }],
  ['foreign-origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ['foreign-origin', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-site' }],
  ['foreign-host', { Host: 'evil.example:4010' }],
  ['foreign-host', { Host: '127.0.0.1.evil.example' }],
  ['foreign-host', { Host: 'evil.example', Origin: 'http://localhost:3000' }],
  ['foreign-host', { Host: 'evil.example', Origin: 'http://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
])('a web page reads no recording: %s by %j', async (code, headers) => {
  expect(await answerTo(headers)).toBe(`403 ${code}`);
  expect(await answerTo(headers, `/~one/leeloo${path}`)).toBe(`403 ${code}`);
});

test.each([
  {},
  { Host: 'localhost:4010' },
  { Host: 'mock.internal:4010' },
  { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' },
  { Origin: 'https://app.localhost', 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'http://[::1]:5173' },
  { 'Sec-Fetch-Site': 'none' },
])('a program and a page of this machine do, by %j', async (headers) => {
  expect(await answerTo(headers)).toBe('recording');
});

test.each(['api.leeloo.ai', 'api.leeloo.ai:443'])(
  "so does a client that takes it for the provider's %s",
  async (Host) => {
    expect(await answerTo({ Host }, path)).toBe('recording');
  },
);

test('where a miss reaches the real API, pages of this machine are kept out, too', async () => {
  const options = { modes: { leeloo: 'replay' }, recordings: folder.folder, env: {} } as const;
  await using recording = await startUnderstudy({ ...options, onMiss: 'record' });
  const headers = { ...content.headers, Origin: 'http://localhost:3000' };
  const reply = await send(recording, 'POST', `/leeloo${path}`, { ...content, headers });
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([403, 'foreign-origin']);
});
