import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probe, startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { send } from '../../src/provider-tests/send.ts';
import { sendTo, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { providers } from '../support/providers.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

const eachProvider = providers.map((provider) => [provider.name, provider] as const);
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const absurdIds = [
  '',
  ' ',
  'a b',
  'caf\u00e9',
  'x'.repeat(65),
  '../../etc',
  'a/b',
  'a,b',
  '%41',
  '<script>',
  "a'--",
  '~',
];

describe.each(eachProvider)('%s', (name, provider) => {
  const calls = validCalls(provider);

  test('answers the wrong methods of its addresses as unknown', async () => {
    const right = new Set(provider.protocol.addresses.map((address) => address.split(' ')[0]));
    const [call] = calls;
    for (const method of methods.filter((each) => !right.has(each))) {
      const { headers, path } = call ?? { headers: {}, path: '/' };
      const { reply } = await probe(watched, provider, { method, path, headers, body: call?.body(1) });
      expect([reply.status, reply.headers['x-understudy-rule']]).toEqual([404, `${name}/unknown-route`]);
    }
  });

  test.each([
    '/no/such/path',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/a//b',
    '/%/x',
    '/%zz/x',
    '/%c3%28/x',
    '/%00/x',
    '/x%2fy/z%2fy',
    '/__proto__/constructor',
    '/*/**',
    '/:id/x',
    '/(.*)/x',
    '/{/:token}/x',
    '/a\\b/c',
    '/a;b=c/d',
    '//evil.example/x',
    '/http://evil.example/x',
    `/${'x/'.repeat(20_000)}`,
    `/${'%41'.repeat(10_000)}/x`,
  ])('answers the unknown path %s in its own form', async (path) => {
    for (const { method, headers, body } of calls) {
      const { reply } = await probe(watched, provider, { method, path, headers, body: body(1) });
      expect([reply.status, reply.headers['x-understudy-rule']]).toEqual([404, `${name}/unknown-route`]);
    }
  });

  test('answers a malformed percent-encoding in the place of each last segment as unknown', async () => {
    for (const { method, path, headers, body } of calls) {
      for (const segment of ['%', '%zz', '%c3%28', '%e0%a4%a']) {
        const sent = { method, path: path.replace(/\/[^/]*\/?$/, `/${segment}`), headers, body: body(1) };
        const { reply } = await probe(watched, provider, sent);
        expect(reply.headers['x-understudy-rule']).toBe(`${name}/unknown-route`);
      }
    }
  });

  test('takes nothing from a query', async () => {
    for (const { method, path, headers, body, given } of calls) {
      const plain = await probe(watched, provider, { method, path, headers, body: body(1) }, given);
      const query = '?__proto__[a]=1&a[b]=c&%zz&=&&?&token=x&session=y';
      const asked = await probe(watched, provider, { method, path: `${path}${query}`, headers, body: body(1) }, given);
      expect(asked.reply.headers['x-understudy-rule']).toBe(plain.reply.headers['x-understudy-rule']);
    }
  });

  test('refuses absurd session ids, whoever is addressed', async () => {
    for (const id of absurdIds) {
      for (const path of [`/${name}${calls[0]?.path}`, '/_understudy/credentials']) {
        const reply = await send(watched.understudy, 'POST', path, { headers: { 'x-understudy-session': id } });
        expect([reply.status, reply.headers['x-understudy-error']]).toEqual([400, 'invalid-session']);
        const prefixed = await send(watched.understudy, 'POST', `/~${encodeURIComponent(id)}${path}`);
        expect(prefixed.headers['x-understudy-error']).toBe('invalid-session');
      }
    }
  });

  test('refuses two sessions in one request, and uses neither', async () => {
    const [call] = calls;
    const [one, two] = [watched.understudy.session(), watched.understudy.session()];
    for (const chosen of [two.id, [one.id, two.id], [one.id, one.id]]) {
      const headers = { ...call?.headers, 'x-understudy-session': chosen };
      const sent = { method: call?.method ?? 'POST', path: call?.path ?? '/', headers, body: call?.body(1) };
      const { status, headers: received } = await sendTo(watched.understudy, one.id, provider, sent);
      expect([status, received['x-understudy-source']]).toEqual([400, undefined]);
      expect(received['x-understudy-error']).toMatch(/^(conflicting|invalid)-sessions?$/);
    }
    expect([...one.requests(), ...two.requests()]).toEqual([]);
  });

  test('lets nothing else be reached under its hosts', async () => {
    const others = providers.filter((other) => other !== provider);
    const paths = [
      '/_understudy/credentials',
      '/~one/_understudy/credentials',
      '/_understudy/requests',
      `/_understudy/state/${name}`,
      ...others.flatMap((other) => validCalls(other).map((call) => `/${other.name}${call.path}`)),
    ];
    for (const host of provider.hosts.flatMap((each) => [each, `${each.toUpperCase()}:8080`, `${each}.`])) {
      for (const path of paths) {
        const reply = await send(watched.understudy, 'POST', path, { headers: { host, ...calls[0]?.headers } });
        expect(reply.headers['x-understudy-rule']).toMatch(new RegExp(`^${name}/`));
        expect(reply.text).not.toMatch(/understudy-|pit-|"requests"|"accounts"|"users"/);
      }
    }
  });
});

test.each([
  '/',
  '//',
  '/leelo/',
  '/Leeloo/api/v2/accounts/email',
  '/leeloo%2fapi',
  '/.leeloo/',
  '/__proto__/',
  '/constructor/',
  '/~',
  '/~~/leeloo/',
  '/_understudy',
  '/_understudy/',
  '/_understudy/no-such-call',
  '/_understudy/state/%zz',
  '/_understudy/state/__proto__',
  '/_understudy/schemas/leeloo/..%2f..%2fprovider.json',
  '/_understudy/schemas/leeloo/../rules.json',
  '/_understudy/schemas/__proto__/state.json',
  '/_understudy/openapi/constructor.json',
  '/_understudy/../leeloo/',
  `/${'x'.repeat(30_000)}`,
])('answers %s, where nobody is, by an error of the toolkit', async (path) => {
  for (const method of ['GET', 'POST']) {
    const reply = await send(watched.understudy, method, path);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(406);
    expect(reply.json()).toEqual({
      error: { code: reply.headers['x-understudy-error'], message: expect.stringMatching(/^Cannot .+\.$/s) },
    });
    expect(reply.text).not.toMatch(/node_modules|\.ts:\d|\n\s+at /);
    expect(reply.text.length).toBeLessThan(2_000);
  }
});
