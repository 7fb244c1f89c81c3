import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import { exampleTime } from '../../src/kit/example.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { send } from '../../src/provider-tests/send.ts';
import { type Sent, sendTo, validCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { mutatedRequest, type OddRequest, validRequest } from '../support/odd-requests.ts';
import { mocks, providers } from '../support/providers.ts';

/** How a client says which session it means. */
type Choose = (id: string, path: string) => { readonly path: string; readonly headers: Record<string, string> };

const byHeader: Choose = (id, path) => ({ path, headers: { 'x-understudy-session': id } });
const byPath: Choose = (id, path) => ({ path: `/~${id}${path}`, headers: {} });

interface Step {
  readonly provider: Provider;
  readonly request: OddRequest;
}

interface Plan {
  readonly id: string;
  readonly choose: Choose;
  readonly steps: readonly Step[];
}

/** Calls to all providers in turn, about half of them valid. */
function plans(count: number): Plan[] {
  const step = fc
    .constantFrom(...providers)
    .chain((provider) =>
      fc.oneof(validRequest(provider), mutatedRequest(provider)).map((request) => ({ provider, request })),
    );
  const steps = fc.array(step, { minLength: 12, maxLength: 20 });
  return fc.sample(steps, { numRuns: count, seed: 1 }).map((each, index) => ({
    id: `session-${index}`,
    choose: index % 2 === 0 ? byHeader : byPath,
    steps: each,
  }));
}

/** What a session's client sees: each reply, and in the end all that is stored. */
async function play(understudy: Understudy, { id, choose, steps }: Plan): Promise<string[]> {
  const seen: string[] = [];
  // Times in replies are those of the session's clock.
  understudy.session(id).clock.set(exampleTime);
  for (const provider of providers) {
    // What the paths of valid calls name, so that some of them find it.
    const given = validCalls(provider).find((call) => call.given)?.given;
    if (given) await tell(understudy, 'PUT', choose(id, `/_understudy/state/${provider.name}`), given);
  }
  // Replies may quote the URL that was called, so that it must be the same on every server.
  const host = { host: 'understudy.test' };
  for (const { provider, request } of steps) {
    const { method, path, headers, body } = request.sent;
    const chosen = choose(id, `/${provider.name}${path}`);
    const options = { headers: { ...host, ...headers, ...chosen.headers }, body };
    const { status, headers: received, text } = await send(understudy, method, chosen.path, options);
    seen.push(`${status} ${received['content-type']} ${received['x-understudy-rule']} ${text}`);
  }
  for (const { name } of providers) seen.push(await tell(understudy, 'GET', choose(id, `/_understudy/state/${name}`)));
  return seen;
}

async function tell(understudy: Understudy, method: string, { path, headers }: ReturnType<Choose>, body?: object) {
  return (await send(understudy, method, path, { headers, body })).text;
}

async function playAlone(plan: Plan): Promise<string[]> {
  await using understudy = await startUnderstudy({ seed: 7 });
  return await play(understudy, plan);
}

test('fifty sessions at once see what each of them sees alone, to the byte', async () => {
  const all = plans(50);
  const alone: string[][] = [];
  for (const plan of all) alone.push(await playAlone(plan));
  await using understudy = await startUnderstudy({ seed: 7 });
  const together = await Promise.all(all.map((plan) => play(understudy, plan)));
  expect(together).toEqual(alone);
});

test('what one session was given opens nothing in another', async () => {
  await using understudy = await startUnderstudy();
  const call = async (id: string, provider: Provider, operation: string, changes: Partial<Sent> = {}) => {
    const { method, path, headers, body } = validCall(provider, operation);
    const sent = { method, path, headers, body: body(1), ...changes };
    return JSON.parse((await sendTo(understudy, id, provider, sent)).text);
  };
  const { Token } = await call('one', mocks.sensorpro, 'sign-in');
  const { id } = await call('one', mocks.leadconnector, 'create-user');
  await call('one', mocks.getresponse, 'add-account');
  const accounts = await call('one', mocks.getresponse, 'get-accounts');
  const [account] = Object.values<{ API_KEY: string }>(accounts.result);
  const ping = { jsonrpc: '2.0', method: 'ping', params: [account?.API_KEY], id: 1 };
  const use = async (session: string) => [
    (await call(session, mocks.sensorpro, 'add-update-user', { path: `/api/Account/AddUpdateUser/${Token}` })).AddCount,
    (await call(session, mocks.leadconnector, 'get-user', { path: `/users/${id}` })).id,
    (await call(session, mocks.getresponse, 'ping', { body: ping })).result,
  ];
  expect(await use('one')).toEqual([1, id, { ping: 'pong' }]);
  expect(await use('two')).toEqual([0, undefined, undefined]);
});
