import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxShownBody } from '../../src/journal/journal-entry.ts';
import { maxBodyBytes } from '../../src/kit/protocols/http.ts';
import { maxViolations } from '../../src/kit/schema/bounded-keywords.ts';
import { countValues, mutate } from '../../src/provider-tests/json-text.ts';
import { type Outcome, probe, startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { type Sent, sendTo, type ValidCall, validCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { mocks, providers } from '../support/providers.ts';
import { share } from '../support/thorough.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

/** Every valid call that has a body, as test cases. */
const calls = providers.flatMap((provider) =>
  validCalls(provider)
    .filter((call) => call.body(1) !== '')
    .map((call) => [`${provider.name}/${call.operation.name}`, provider, call] as const),
);
/** The one of each provider whose body has most in it. */
const fullest = providers.flatMap((provider) =>
  calls
    .filter(([, owner]) => owner === provider)
    .sort(([, , one], [, , other]) => other.body(1).length - one.body(1).length)
    .slice(0, 1),
);

/** Sends a valid call with changes to a session of its own. */
function attempt([, provider, call]: (typeof calls)[number], changes: Partial<Sent>): Promise<Outcome> {
  const { method, path, headers, given } = call;
  return probe(watched, provider, { method, path, headers, body: call.body(1), ...changes }, given);
}

/** The valid call with one value of its body replaced; places are counted as they stand in the text. */
function replaceValue(call: (typeof calls)[number], at: number, value: string): Promise<Outcome> {
  return attempt(call, { body: mutate(call[2].body(1), [{ kind: 'retype', at, name: '', value }]) });
}

/** Whether a valid call was done: a sample cannot know the id of an account. */
function isDone([, , { operation }]: readonly [string, unknown, ValidCall], { isRefused }: Outcome): boolean {
  return isRefused === (operation.name === 'get-account');
}

describe.each(calls)('%s', (...call) => {
  const valid = call[2].body(1);

  test.each([
    ['nothing but a brace', '{'],
    ['a bare text', '"text"'],
    ['a bare number', '1e400'],
  ])('refuses a body of broken JSON by the rule that says so: %s', async (_what, body) => {
    const { isRefused, reply } = await attempt(call, { body });
    expect(isRefused).toBe(true);
    expect(reply.headers['x-understudy-rule']).toMatch(/\/(broken-json|protocol)$/);
  });

  test('takes an empty body for an empty object', async () => {
    const [empty, object] = [await attempt(call, { body: '' }), await attempt(call, { body: '{}' })];
    expect([empty.isRefused, empty.entry?.rule]).toEqual([object.isRefused, object.entry?.rule]);
  });

  test('reads UTF-8 whatever charset is declared, and past a byte-order mark', async () => {
    const types = ['application/json; charset=utf-16', 'application/json;charset=x', 'Application/JSON ; a="b;c"'];
    for (const type of types) {
      const outcome = await attempt(call, { headers: { ...call[2].headers, 'content-type': type } });
      expect(isDone(call, outcome)).toBe(true);
    }
    expect(isDone(call, await attempt(call, { body: `\uFEFF${valid}` }))).toBe(true);
  });

  test('takes the last of equal members', async () => {
    const names = Object.keys(JSON.parse(valid));
    const doubled = `{${names.map((name) => `${JSON.stringify(name)}:[1],`).join('')}${valid.slice(1)}`;
    expect(isDone(call, await attempt(call, { body: names.length > 0 ? doubled : valid }))).toBe(true);
  });

  test.each([
    ['gzip', gzipSync(valid)],
    ['deflate', deflateSync(valid)],
    ['br', brotliCompressSync(valid)],
    ['identity', valid],
  ])('reads a body in the encoding %s', async (encoding, body) => {
    const headers = { ...call[2].headers, 'content-encoding': encoding };
    expect(isDone(call, await attempt(call, { headers, body }))).toBe(true);
  });

  test.each([
    ['half of a gzip stream', 'gzip', gzipSync(valid).subarray(0, 12)],
    ['plain text as gzip', 'gzip', valid],
    ['an unknown encoding', 'x-unknown', valid],
    ['gzip in gzip', 'gzip, gzip', gzipSync(gzipSync(valid))],
  ])('refuses %s as broken', async (_what, encoding, body) => {
    const headers = { ...call[2].headers, 'content-encoding': encoding };
    const { isRefused, entry } = await attempt(call, { headers, body });
    expect([isRefused, entry?.rule]).toEqual([true, expect.stringMatching(/\/(broken-json|protocol)$/)]);
  });
});

/** Mebibytes of zeros in some kilobytes. */
const bomb = gzipSync(Buffer.alloc(64 * 1_048_576));

describe.each(fullest)('%s', (...call) => {
  const valid = call[2].body(1);
  const places = Array.from({ length: countValues(valid) }, (_, at) => at);
  /** A few places, from the whole body to its last value: large bodies take their time. */
  const few = places.filter((at) => at % Math.ceil(places.length / 5) === 0);

  test.each(['a', '@.', ' ', '\\u00df'])(
    'answers in time to nearly 1 MiB of "%s" in the place of a value',
    async (unit) => {
      const value = `"${unit.repeat(Math.floor((maxBodyBytes - 2_000) / unit.length))}"`;
      for (const at of share(few)) await replaceValue(call, at, value);
    },
  );

  test('bounds the violations and the journal of lists with as many items as fit', async () => {
    const value = `[${'{},'.repeat(maxBodyBytes / 3 - 1_000)}1]`;
    for (const at of share(few.slice(0, 3), 3)) {
      const { entry } = await replaceValue(call, at, value);
      expect(entry?.violations.length).toBeLessThanOrEqual(maxViolations);
      expect(JSON.stringify(entry).length).toBeLessThan(3 * maxShownBody + maxViolations * 150);
    }
  });

  test('bounds the violations of 80,000 unknown members', async () => {
    const members = Array.from({ length: 80_000 }, (_, index) => `"${index}":1`).join(',');
    const { entry } = await attempt(call, { body: `{${members},${valid.slice(1)}` });
    expect(entry?.violations.length).toBeLessThanOrEqual(maxViolations);
  });

  test('answers in time to a thousand secrets that begin alike, in a text that begins like them everywhere', async () => {
    const passwords = Array.from({ length: 1_000 }, (_, index) => `alike-${'c'.repeat(index)}`);
    for (const note of ['alike-b'.repeat(50_000), passwords.at(-1)?.repeat(300)]) {
      const { entry } = await attempt(call, { body: { ...JSON.parse(valid), password: passwords, note } });
      expect(JSON.stringify(entry)).not.toContain('alike-');
    }
  });

  test.each([
    ['a million items', { body: `{"a":[${'1,'.repeat(999_999)}1]}` }],
    ['a bomb', { body: bomb, headers: { ...call[2].headers, 'content-encoding': 'gzip' } }],
  ])('refuses %s as too large', async (_what, changes) => {
    const { reply, isRefused } = await attempt(call, changes);
    expect([reply.status, isRefused]).toEqual([413, true]);
  });
});

test.each(['9007199254740993', '-9007199254740993', '1e400', '1.5', '12345678901234567890123', '"\\u0000"', 'null'])(
  'GetResponse gives the id %s back as it was sent, alone and in a batch',
  async (id) => {
    const key = mocks.getresponse.credentials.api_key;
    const request = `{"jsonrpc":"2.0","method":"ping","params":["${key}"],"id":${id}}`;
    const answer = `{"jsonrpc":"2.0","id":${id},"result":{"ping":"pong"}}`;
    const { method, path, headers } = validCall(mocks.getresponse, 'ping');
    const send = (body: string) => probe(watched, mocks.getresponse, { method, path, headers, body });
    expect((await send(request)).reply.text).toBe(answer);
    expect((await send(`[${request},${request}]`)).reply.text).toBe(`[${answer},${answer}]`);
    const refusal = `{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":${id}}`;
    expect((await send(request.replace('ping', 'pong'))).reply.text).toBe(refusal);
  },
);

test.each(['%', '_', '%_', 'E%'])('GetResponse answers in time to patterns of "%s" with 1 MiB', async (unit) => {
  const key = mocks.getresponse.credentials.api_key;
  const pattern = unit.repeat(500_000 / unit.length);
  const body = {
    jsonrpc: '2.0',
    id: 1,
    method: 'get_confirmation_bodies',
    params: [key, { language_code: { CONTAINS: pattern, NOT_CONTAINS: pattern } }],
  };
  const { method, path, headers } = validCall(mocks.getresponse, 'get-confirmation-bodies');
  const { reply } = await probe(watched, mocks.getresponse, { method, path, headers, body });
  expect(reply.json()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
});

test('LeadConnector keeps Twilio numbers under the names __proto__ and constructor', async () => {
  const { leadconnector } = mocks;
  const session = watched.understudy.session();
  const { method, path, headers, body } = validCall(leadconnector, 'create-user');
  const numbers = '{"__proto__":"+18832327657","constructor":"+18832327658","":""}';
  const text = body(1).replace(/"twilioPhone":\{[^}]*\}/, `"twilioPhone":${numbers}`);
  const { status } = await sendTo(watched.understudy, session.id, leadconnector, { method, path, headers, body: text });
  expect(status).toBe(201);
  const [user] = session.state('leadconnector').users;
  expect(Object.entries(user?.twilioPhone ?? {})).toEqual([
    ['__proto__', '+18832327657'],
    ['constructor', '+18832327658'],
  ]);
  expect(JSON.stringify(session.requests())).toContain('"__proto__":"+18832327657"');
});
