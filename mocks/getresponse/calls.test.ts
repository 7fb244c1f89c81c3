import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { mock } from '../../src/kit/pipeline.ts';
import type { Session } from '../../src/sessions/session.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import { inWorld } from '../../test/support/in-world.ts';
import { sampleAccount } from '../../test/support/sample-bodies.ts';
import { credentials } from './credentials.ts';
import { getresponse } from './provider.ts';

function newSession(): Session {
  return new MemoryStore({ seed: 1, rateLimits: false, digestKey: randomBytes(32) }).load('calls');
}

async function post(session: Session, body: unknown) {
  const head = { method: 'POST', path: '/', query: '', headers: {}, baseUrl: 'http://127.0.0.1:4010/getresponse/' };
  const bytes = Buffer.from(JSON.stringify(body));
  const exchange = await mock(getresponse, inWorld(session.world(getresponse)), head, async () => bytes);
  session.journal.note(exchange, { at: session.clock.now(), durationMs: 0 });
  return JSON.parse(exchange.reply.body ?? 'null');
}

function callOf(method: string, params: readonly unknown[], id = 1) {
  return { jsonrpc: '2.0', method, params, id };
}

function accountOf(number: number) {
  return {
    ...sampleAccount,
    email: `john.${number}@example.mail`,
    campaign: {
      name: `trains_${number}`,
      confirmation_subject: credentials.confirmation_subject,
      confirmation_body: credentials.confirmation_body,
    },
  };
}

test('gives a new account a key that its owner can learn and that works without owner privilege', async () => {
  const session = newSession();
  const { result: added } = await post(session, callOf('add_account', [credentials.api_key, accountOf(1)]));
  const asked = await post(session, callOf('get_account', [credentials.api_key, { account: added.ACCOUNT_ID }]));
  const key = asked.result[added.ACCOUNT_ID].API_KEY;
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(await post(session, callOf('ping', [key]))).toMatchObject({ result: { ping: 'pong' } });
  const refused = await post(session, callOf('add_account', [key, accountOf(2)]));
  expect(refused.error).toEqual({ code: -1, message: 'Owner privilege missing' });
  expect(JSON.stringify(session.journal.entries())).not.toContain(key);
});

test('shows a new account its default campaign, whose addresses are the email of the account', async () => {
  const session = newSession();
  const { result: added } = await post(session, callOf('add_account', [credentials.api_key, accountOf(1)]));
  const asked = await post(session, callOf('get_account', [credentials.api_key, { account: added.ACCOUNT_ID }]));
  const { API_KEY: key, created_on } = asked.result[added.ACCOUNT_ID];
  const { result: campaigns } = await post(session, callOf('get_campaigns', [key]));
  const email = 'john.1@example.mail';
  const { first_name, last_name } = sampleAccount;
  expect(Object.values(campaigns)).toEqual([
    {
      ...{ name: 'trains_1', description: null, is_default: 'yes', optin: 'double', created_on },
      ...{ from_name: `${first_name} ${last_name}`, from_email: email, reply_to_email: email },
    },
  ]);
  const [campaign] = Object.keys(campaigns);
  expect(await post(session, callOf('get_campaign', [key, { campaign }]))).toMatchObject({ result: campaigns });
  const { result: fields } = await post(session, callOf('get_account_from_fields', [key]));
  expect(Object.values(fields)).toEqual([{ created_on, email, name: `${first_name} ${last_name}` }]);
  const { result: info } = await post(session, callOf('get_account_info', [key]));
  const { status, API_KEY, api_status, ...same } = asked.result[added.ACCOUNT_ID];
  expect(info).toEqual(same);
});

test('leaves nothing of an account that is refused, not even its campaign', async () => {
  const session = newSession();
  const refused = { ...accountOf(1), campaign: { ...accountOf(1).campaign, name: 'owner_default' } };
  const { error } = await post(session, callOf('add_account', [credentials.api_key, refused]));
  expect(error.message).toBe('Name already taken');
  const { accounts, campaigns } = session.world(getresponse).stores;
  expect([accounts.size, campaigns.size]).toEqual([0, 0]);
});

test('performs a batch of 1,000 calls and gives each account an id of its own', async () => {
  const session = newSession();
  const calls = Array.from({ length: 1_000 }, (_, index) =>
    callOf('add_account', [credentials.api_key, accountOf(index)], index),
  );
  const replies: { id: number; result: { ACCOUNT_ID: string } }[] = await post(session, calls);
  expect(replies.map(({ id }) => id)).toEqual(calls.map(({ id }) => id));
  const ids = replies.map(({ result }) => result.ACCOUNT_ID);
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.filter((id) => !/^[a-z][a-z0-9]{5}$/i.test(id))).toEqual([]);
  const { result } = await post(session, callOf('get_accounts', [credentials.api_key]));
  expect(Object.keys(result)).toEqual(ids);
});

test('refuses a batch of 1,001 calls as a whole', async () => {
  const session = newSession();
  const calls = Array.from({ length: 1_001 }, (_, index) =>
    callOf('add_account', [credentials.api_key, accountOf(index)], index),
  );
  expect(await post(session, calls)).toEqual({
    jsonrpc: '2.0',
    error: { code: -32600, message: 'Invalid Request' },
    id: null,
  });
  expect(session.world(getresponse).stores.accounts.size).toBe(0);
});

test('takes members named like those of every object for unknown ones', async () => {
  const hostile = JSON.parse('{"__proto__":{"company_name":"Evil"},"constructor":{},"toString":1}');
  const session = newSession();
  const attributes = { ...accountOf(1), ...hostile, ['__proto__']: { company_name: 'Evil' } };
  const { result } = await post(session, callOf('add_account', [credentials.api_key, attributes]));
  const stored = session.world(getresponse).stores.accounts.get(result.ACCOUNT_ID);
  expect(stored).not.toHaveProperty('company_name');
  expect(Object.hasOwn(stored ?? {}, 'constructor')).toBe(false);
});

test('lists an account of any id, also one that every object has', async () => {
  const session = newSession();
  const { password: _dropped, ...person } = accountOf(1);
  const account = { ...person, campaign: { ...person.campaign, optin: 'single' as const } };
  session.replaceState(getresponse, { accounts: [{ ACCOUNT_ID: '__proto__', ...account }] });
  const { result } = await post(session, callOf('get_account', [credentials.api_key, { account: '__proto__' }]));
  expect(Object.entries(result)).toEqual([['__proto__', expect.objectContaining({ email: account.email })]]);
});
