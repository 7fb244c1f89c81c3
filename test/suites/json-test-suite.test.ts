import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { expectOwnReply } from '../../src/provider-tests/provider-replies.ts';
import { send } from '../../src/provider-tests/send.ts';
import { arrange, sendTo, storedState, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { providers } from '../support/providers.ts';
import { type JsonCase, jsonCases } from './json-cases.ts';
import '../../src/provider-tests/to-be-none.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

const calls = providers.flatMap((provider) =>
  validCalls(provider).map((call) => [`${provider.name}/${call.operation.name}`, provider, call] as const),
);

/** The rule under which a provider says that a body is not JSON, or not the object that it needs. */
const notJson = /\/(broken-json|protocol)$/;
/** JSON-RPC tells both apart. */
const parseError = '"code":-32700';

/** Whether a body has anything: an empty one counts as an empty object. */
const hasBody = ({ body }: JsonCase) => body.length > 0;
const casesOf = (verdict: JsonCase['verdict']) => jsonCases.filter((one) => one.verdict === verdict && hasBody(one));

/** Whether a text is a JSON object, which REST providers ask for. */
function isObject({ body }: JsonCase): boolean {
  const value: unknown = JSON.parse(body.toString());
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe.each(calls)('%s', (_name, provider, call) => {
  const isRpc = provider.protocol.endpoints.some(({ rpcMethod }) => rpcMethod !== undefined);
  const session = `json-${provider.name}-${call.operation.name}`;

  async function answerTo({ body }: JsonCase): Promise<string> {
    const { method, path, headers } = call;
    const reply = await sendTo(watched.understudy, session, provider, { method, path, headers, body });
    expectOwnReply(provider, isRpc ? undefined : call.operation, reply);
    const isNotJson = isRpc ? reply.text.includes(parseError) : notJson.test(`${reply.headers['x-understudy-rule']}`);
    return isNotJson ? 'not JSON' : 'JSON';
  }

  test('refuses what is no JSON as such, and keeps nothing of it', async () => {
    await arrange(watched.understudy, session, provider, call.given);
    const before = await storedState(watched.understudy, session, provider);
    const taken: string[] = [];
    for (const one of casesOf('n')) if ((await answerTo(one)) === 'JSON') taken.push(one.name);
    expect(taken).toBeNone(
      `${provider.name} took these for JSON: its protocol must refuse them by its rule broken-json.`,
    );
    expect(await storedState(watched.understudy, session, provider)).toBe(before);
  });

  test('reads all that is JSON', async () => {
    const misread: string[] = [];
    // A sign-off ends the token of those after it, so what is refused comes first.
    for (const one of casesOf('y').sort((a, b) => Number(isObject(a)) - Number(isObject(b)))) {
      const wanted = isRpc || isObject(one) ? 'JSON' : 'not JSON';
      if ((await answerTo(one)) !== wanted) misread.push(one.name);
    }
    expect(misread).toBeNone(`${provider.name} refused these, which are JSON, or took what is no object.`);
  });

  test('answers in its own form what may be either', async () => {
    for (const one of [...casesOf('i'), ...jsonCases.filter((each) => !hasBody(each))]) await answerTo(one);
    expect(watched.complaints).toEqual([]);
  });
});

test.each([
  ['PUT', 'state/leeloo'],
  ['PUT', 'providers/leeloo/mode'],
  ['PUT', 'clock'],
  ['PUT', 'rate-limits'],
  ['POST', 'faults'],
  ['POST', 'provider-states'],
])('the admin API answers every case as the body of %s %s', async (method, path) => {
  const wrong: string[] = [];
  for (const one of jsonCases.filter(hasBody)) {
    const { status, headers, text } = await send(watched.understudy, method, `/~json/_understudy/${path}`, one);
    const isNotJson = headers['x-understudy-error'] === 'invalid-json';
    const isRight = status < 500 && (one.verdict === 'i' || isNotJson === (one.verdict === 'n'));
    if (!isRight) wrong.push(`${one.name}: ${status} ${text}`);
  }
  expect(wrong).toBeNone('The admin API must answer these by invalid-json or as JSON, and never by 5xx.');
  expect(watched.complaints).toEqual([]);
});
