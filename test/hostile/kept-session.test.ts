import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Options, startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { validCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { mocks, providers } from '../support/providers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const creation = validCall(mocks.leeloo, 'create-email-account');

async function startKeeping(options: Options = {}) {
  const folder = temporaryFolder();
  const file = join(folder.path, 'state');
  const understudy = await startUnderstudy({ env: {}, state: file, allowedHosts: ['mock.internal'], ...options });
  onTestFinished(async () => {
    await understudy.close();
    folder[Symbol.dispose]();
  });
  return { understudy, kept: () => readFileSync(file, 'utf8') };
}

function create(understudy: { readonly url: string }, headers: Record<string, string>, prefix = '/leeloo') {
  const content = { headers: { ...creation.headers, ...headers }, body: creation.body(1) };
  return send(understudy, 'POST', prefix + creation.path, content);
}

const foreign = [
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { Origin: '' },
  { Origin: 'file://' },
  { Origin: 'chrome-extension://localhost' },
  { Origin: 'http://127.0.0.1.evil.example' },
  { Origin: 'http://localhost@evil.example' },
  { Origin: 'http://localhost, http://evil.example' },
  { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
  { 'Sec-Fetch-Site': 'cross-site' },
  // Its name was rebound to this machine.
  { Host: 'evil.example:4010', Origin: 'http://evil.example:4010', 'Sec-Fetch-Site': 'same-origin' },
];

test.each(foreign)('a page of another site leaves nothing in the session that is kept: %j', async (headers) => {
  const { understudy, kept } = await startKeeping();
  const before = kept();
  for (const prefix of ['/leeloo', '/~default/leeloo']) {
    const reply = await create(understudy, headers, prefix);
    expect([reply.status, reply.headers['x-understudy-error']]).toEqual([403, 'foreign-origin']);
    expect(reply.text).toContain('to a session that is not kept, such as /~page/leeloo/');
  }
  expect(understudy.session('default').state('leeloo')).toMatchObject({ accounts: [] });
  expect(understudy.session('default').requests()).toEqual([]);
  expect(kept()).toBe(before);
});

test('no operation of any provider, in whatever mode a mock answers, takes a request of such a page', async () => {
  const { understudy, kept } = await startKeeping({ onMiss: 'mock', recordings: temporaryRecordings() });
  const before = kept();
  for (const mode of ['mock', 'replay']) {
    for (const provider of providers) {
      await send(understudy, 'PUT', `/_understudy/providers/${provider.name}/mode`, { body: { mode } });
      for (const { method, path, headers, body } of validCalls(provider)) {
        const content = { headers: { ...headers, Origin: 'https://evil.example' }, body: body(1) };
        const replies = [
          await send(understudy, method, `/${provider.name}${path}`, content),
          await send(understudy, method, path, {
            ...content,
            headers: { ...content.headers, Host: provider.hosts[0] },
          }),
        ];
        expect(replies.map(({ status }) => status)).toEqual([403, 403]);
      }
    }
  }
  expect(kept()).toBe(before);
});

function temporaryRecordings(): string {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder.path;
}

test.each([
  {},
  { Host: 'understudy:4010' },
  { 'Sec-Fetch-Site': 'none' },
  { 'Sec-Fetch-Site': 'same-site' },
  { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'https://app.localhost' },
  { Origin: 'http://127.0.0.1:5173' },
  { Origin: 'http://[::1]:3000' },
  { Host: 'mock.internal:4010', Origin: 'http://mock.internal:4010' },
])('programs, and pages of this machine or an allowed host, are answered and kept: %j', async (headers) => {
  const { understudy, kept } = await startKeeping();
  expect((await create(understudy, headers)).status).toBe(200);
  expect(kept()).toContain(JSON.parse(creation.body(1)).data[0].email);
});

test.each(foreign)('in sessions that are not kept mocks answer anybody: %j', async (headers) => {
  const { understudy } = await startKeeping();
  expect((await create(understudy, headers, '/~page/leeloo')).status).toBe(200);
  await using forgetful = await startUnderstudy({ env: {} });
  expect((await create(forgetful, headers)).status).toBe(200);
});
