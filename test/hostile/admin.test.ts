import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { type Content, type Reply, send } from '../../src/provider-tests/send.ts';
import { arrange, storedState, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { providers } from '../support/providers.ts';
import { RawConnection, requestText } from '../support/raw-connection.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

/** Calls that take a body. */
const calls = [
  ['PUT', '/clock'],
  ['PUT', '/state/leeloo'],
  ['PUT', '/state/getresponse'],
  ['PUT', '/state/leadconnector'],
  ['PUT', '/state/sensorpro'],
  ['POST', '/faults'],
  ['POST', '/provider-states'],
  ['PUT', '/providers/leeloo/mode'],
] as const;

async function ask(method: string, path: string, content: Content = {}): Promise<Reply> {
  const { id } = watched.understudy.session();
  const reply = await send(watched.understudy, method, `/~${id}/_understudy${path}`, content);
  expect(reply.text).not.toMatch(/node_modules|\.ts:\d|\n\s+at /);
  expect(watched.complaints).toEqual([]);
  return reply;
}

/** Expects an error of the toolkit, in its form, that is no fault of the server. */
function expectRefused({ status, headers, text, json }: Reply, code: RegExp): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers['x-understudy-error']).toMatch(code);
  expect(json()).toEqual({
    error: { code: headers['x-understudy-error'], message: expect.stringMatching(/^Cannot /) },
  });
  expect(text.length).toBeLessThan(4_000);
}

describe.each(calls)('%s %s', (method, path) => {
  test.each([
    ['a brace', '{'],
    ['a bare word', 'now'],
    ['bytes that are no UTF-8', Buffer.from('{"a":"\xc3("}', 'latin1')],
    ['lists in lists, 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['nothing but two byte-order marks', '\uFEFF\uFEFF{}'],
  ])('refuses %s as no JSON', async (_what, body) => {
    expectRefused(await ask(method, path, { body }), /^invalid-json$/);
  });

  test.each([
    ['gzip that is none', 'gzip', 'plain'],
    ['an unknown encoding', 'x-unknown', '{}'],
  ])('refuses %s as no JSON', async (_what, encoding, body) => {
    const headers = { 'content-encoding': encoding };
    expectRefused(await ask(method, path, { headers, body }), /^invalid-json$/);
  });
});

// A change of states that names none changes nothing, and is no mistake.
describe.each(calls.filter(([, path]) => path !== '/provider-states'))('%s %s', (method, path) => {
  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '1e400'],
    ['a list', '[1,2]'],
    ['a million items', `[${'1,'.repeat(999_999)}1]`],
    ['a million records', `{"accounts":[${'1,'.repeat(499_999)}1],"users":[${'{},'.repeat(499_999)}{}]}`],
    ['members named __proto__', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
    ['a name of 1 MiB', `{"${'n'.repeat(1_048_576)}":1}`],
    ['a text of 1 MiB', `{"now":"${'1'.repeat(1_048_576)}","mode":"${'m'.repeat(1_048_576)}"}`],
    ['odd numbers', '{"advance":1e400}'],
    ['good gzip of something wrong', gzipSync('{"advance":"x"}')],
  ])('refuses %s with a short message', async (_what, body) => {
    const headers = Buffer.isBuffer(body) ? { 'content-encoding': 'gzip' } : {};
    expectRefused(await ask(method, path, { headers, body }), /^(invalid|unknown)-/);
    expect({}).not.toHaveProperty('polluted');
  });
});

test('refuses a bomb', async () => {
  const content = { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(40 * 1_048_576)) };
  expectRefused(await ask('PUT', '/state/leeloo', content), /^body-too-large$/);
});

test('tells a client that is still sending that its body is too large', async () => {
  using connection = await RawConnection.open(watched.understudy);
  const headers = { Host: 'localhost', 'Content-Length': 40 * 1_048_576 };
  await connection.write(requestText('PUT', '/_understudy/state/leeloo', headers) + '{'.repeat(1_000));
  expect(await connection.receive(/\r\n\r\n.+/s)).toMatch(/^HTTP\/1\.1 413 .*X-Understudy-Error: body-too-large/s);
});

test.each(providers.map((provider) => [provider.name, provider] as const))(
  'a refused state of %s leaves the one before',
  async (name, provider) => {
    const { id } = watched.understudy.session();
    for (const { given } of validCalls(provider)) await arrange(watched.understudy, id, provider, given);
    const before = await storedState(watched.understudy, id, provider);
    const lists = Object.entries(JSON.parse(before)).map(([list, items]) => [list, [items, items, { a: 1 }].flat()]);
    for (const body of [Object.fromEntries(lists), {}, { ...JSON.parse(before), more: [] }]) {
      const reply = await send(watched.understudy, 'PUT', `/~${id}/_understudy/state/${name}`, { body });
      expectRefused(reply, /^invalid-state$/);
    }
    expect(await storedState(watched.understudy, id, provider)).toBe(before);
  },
);

test.each([
  '/requests?limit=-1',
  '/requests?limit=1e400',
  '/requests?limit=9007199254740993',
  '/requests?provider=__proto__',
  '/requests?operation=constructor',
  '/requests?__proto__[a]=1',
  '/requests?provider=%zz',
])('refuses the query of %s', async (path) => {
  expectRefused(await ask('GET', path), /^invalid-query$/);
});

test.each(['HEAD', 'PATCH', 'OPTIONS', 'TRACE', 'POST'])('refuses to %s the state', async (method) => {
  const { status, headers } = await ask(method, '/state/leeloo');
  expect([status, headers['x-understudy-error'], headers.allow]).toEqual([405, 'method-not-allowed', 'GET, PUT']);
});
