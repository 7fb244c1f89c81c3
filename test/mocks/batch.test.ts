import { expect, test } from 'vitest';
import { credentials } from '../../mocks/getresponse/credentials.ts';
import { getresponse } from '../../mocks/getresponse/provider.ts';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { mock } from '../../src/kit/pipeline.ts';
import { usualBounds } from '../../src/kit/world/bounds.ts';
import { send } from '../../src/provider-tests/send.ts';
import type { Session } from '../../src/sessions/session.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import { inWorld } from '../support/in-world.ts';
import { exchangeBytes } from '../support/upstream-stand-in.ts';

const key = credentials.api_key;
const ping = { jsonrpc: '2.0', method: 'ping', params: [key], id: 1 };
const list = { jsonrpc: '2.0', method: 'get_accounts', params: [key], id: 1 };
const tooMuch = { jsonrpc: '2.0', error: { code: -32000, message: 'Server error' }, id: 1 };

function account(index: number) {
  return {
    ...{ first_name: 'Jane', last_name: 'Roe', email: `jane.${index}@example.mail`, password: 'Secret-1' },
    ...{ phone: '+48222222222', country_code: 'PL', country: 'Poland', city: 'Sopot', street: 'Morska' },
    zip_code: '81-001',
    campaign: {
      name: `boats_${index}`,
      confirmation_subject: credentials.confirmation_subject,
      confirmation_body: credentials.confirmation_body,
    },
  };
}

function add(index: number, id?: number) {
  return { jsonrpc: '2.0', method: 'add_account', params: [key, account(index)], ...(id !== undefined && { id }) };
}

/** A state of so many accounts, of which each is shown with some 500 bytes and a city of so many characters. */
function stored(count: number, cityLength = 5) {
  return {
    accounts: Array.from({ length: count }, (_, index) => {
      const { password, campaign, ...fields } = account(index);
      const ids = { ACCOUNT_ID: `a${index}`, city: 'x'.repeat(cityLength) };
      return { ...fields, ...ids, campaign: { ...campaign, optin: 'double' as const } };
    }),
  };
}

function newSession(bounds = {}): Session {
  return new MemoryStore({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32), bounds }).load('one');
}

/** What the mock answers to a body, in a session. */
async function ask(session: Session, body: unknown): Promise<string> {
  const head = { method: 'POST', path: '/', query: '', headers: {}, baseUrl: 'http://127.0.0.1/' };
  const bytes = Buffer.from(JSON.stringify(body));
  return (await mock(getresponse, inWorld(session.world(getresponse)), head, async () => bytes)).reply.body ?? '';
}

test('a batch of a thousand calls is answered with headers that every client can read', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const reply = await fetch(`${session.url('getresponse')}/`, {
    method: 'POST',
    body: JSON.stringify(Array(1_000).fill(ping)),
  });
  expect(await reply.json()).toHaveLength(1_000);
  const rules = reply.headers.get('x-understudy-rule') ?? '';
  expect(rules.length).toBeLessThanOrEqual(4_096);
  expect(new Set(rules.split(','))).toEqual(new Set(['getresponse/ping']));
  expect(session.requests()[0]?.rule?.split(',')).toHaveLength(1_000);
});

test('a thousand lists of a thousand accounts are answered with 16 MiB, and the others refused', async () => {
  await using understudy = await startUnderstudy();
  understudy.session('one').seed('getresponse', stored(1_000));
  const one = await send(understudy, 'POST', '/~one/getresponse/', { body: list });
  const reply = await send(understudy, 'POST', '/~one/getresponse/', { body: Array(1_000).fill(list) });
  expect(reply.bytes.length).toBeLessThanOrEqual(usualBounds.reply);
  expect(reply.bytes.length).toBeGreaterThan(usualBounds.reply - one.bytes.length);
  const members: object[] = JSON.parse(reply.text);
  const listed = members.filter((member) => 'result' in member).length;
  expect(listed).toBe(Math.floor((usualBounds.reply - 1_000 * 71) / (one.bytes.length - 70)));
  expect(members.slice(listed)).toEqual(Array(1_000 - listed).fill(tooMuch));
});

test('no member is performed after the first that has no room', async () => {
  const session = newSession({ reply: 700 });
  session.replaceState(getresponse, stored(3));
  const replies = JSON.parse(await ask(session, [{ ...list, id: 1 }, add(9, 1), add(10), { ...ping, id: 1 }]));
  expect(replies).toEqual([tooMuch, tooMuch, tooMuch]);
  expect(session.world(getresponse).stores.accounts?.entries()).toHaveLength(3);
});

test('a batch of notifications whose answers nobody gets is bounded, too', async () => {
  const session = newSession({ reply: 1_000 });
  session.replaceState(getresponse, stored(1));
  const { id: _, ...notification } = list;
  expect(await ask(session, [notification, add(8)])).toBe('');
  expect(session.world(getresponse).stores.accounts?.entries()).toHaveLength(2);
  expect(await ask(session, [notification, notification, add(9)])).toBe('');
  expect(session.world(getresponse).stores.accounts?.entries()).toHaveLength(2);
});

test('a list that is too long is not even made', async () => {
  const session = newSession({ reply: 100_000 });
  session.replaceState(getresponse, stored(200, 1_000));
  const { accounts } = session.world(getresponse).stores;
  let looked = 0;
  for (const [, record] of accounts?.entries() ?? []) {
    const found = Object(record);
    const { city } = found;
    const look = () => {
      looked += 1;
      return city;
    };
    Object.defineProperty(found, 'city', { get: look });
  }
  expect(JSON.parse(await ask(session, list))).toEqual(tooMuch);
  expect(looked).toBeLessThan(100);
});

test('a reply of exactly the bound is given, one byte more is refused', async () => {
  const session = newSession();
  session.replaceState(getresponse, stored(3));
  const whole = await ask(session, list);
  const bounded = async (reply: number) => {
    const other = newSession({ reply });
    other.replaceState(getresponse, stored(3));
    return JSON.parse(await ask(other, list));
  };
  expect(await bounded(whole.length)).toHaveProperty('result');
  expect(await bounded(whole.length - 1)).toEqual(tooMuch);
});

test('everything else has its turn between the members of a batch', async () => {
  const order: string[] = [];
  const other = (turn: number) => {
    order.push(`${turn}`);
    if (turn < 10) setImmediate(other, turn + 1);
  };
  setImmediate(other, 1);
  await ask(newSession(), Array(20).fill(ping));
  order.push('batch');
  expect(order.at(-1)).toBe('batch');
  expect(order).toHaveLength(11);
});

test('members find what the earlier ones left, whatever comes between them', async () => {
  const session = newSession();
  const batch = ask(session, [add(1, 1), { ...list, id: 2 }, add(1, 3), { ...list, id: 4 }]);
  const others = Promise.all([ask(session, ping), ask(newSession(), add(1, 1))]);
  const [first, second, third, fourth] = JSON.parse(await batch);
  await others;
  expect(Object.keys(second.result)).toEqual([first.result.ACCOUNT_ID]);
  expect(third.error.message).toBe('Email already taken');
  expect(fourth.result).toEqual(second.result);
});

test('a reset while a batch is under way leaves nothing of it', async () => {
  const session = newSession();
  const batch = ask(
    session,
    Array.from({ length: 20 }, (_, index) => add(index, index)),
  );
  await new Promise(setImmediate);
  const before = session.world(getresponse).stores.accounts?.entries() ?? [];
  session.reset();
  expect(JSON.parse(await batch)).toHaveLength(20);
  expect(before.length).toBeLessThan(20);
  expect(session.world(getresponse).stores.accounts?.entries()).toEqual([]);
});

test('what follows a batch on its connection finds all that it left', async () => {
  await using understudy = await startUnderstudy();
  const bodies = [Array.from({ length: 100 }, (_, index) => add(index, index)), list].map((body) =>
    JSON.stringify(body),
  );
  const requests = bodies.map((body, index) => {
    const close = index === 1 ? 'Connection: close\r\n' : '';
    return `POST /~one/getresponse/ HTTP/1.1\r\nHost: 127.0.0.1\r\n${close}Content-Length: ${body.length}\r\n\r\n${body}`;
  });
  const replies = await exchangeBytes(understudy, requests.join(''));
  expect(replies.match(/"added":1/g)).toHaveLength(100);
  expect(replies.match(/"email":"jane\.\d+@/g)).toHaveLength(100);
});
