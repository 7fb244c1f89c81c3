import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/app/built-in.ts';
import { planFault } from '../../src/faults/plan-fault.ts';
import { maxEntries } from '../../src/journal/journal.ts';
import { exchangeOf } from '../../src/kit/exchange.ts';
import { knowRequest } from '../../src/kit/known-request.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { inSession, inSessionAgain } from '../../src/sessions/in-session.ts';
import type { Session } from '../../src/sessions/session.ts';
import type { SessionStore } from '../../src/sessions/session-store.ts';
import { idleMs, MemoryStore } from '../../src/stores/memory.ts';
import { mocks } from '../support/providers.ts';
import { storeKinds } from './stores.ts';

const { leeloo, leadconnector } = mocks;
const account = { name: 'Robin', connection_id: leeloo.credentials.connection_id };

function fault(fields: object) {
  return planFault({ provider: 'leeloo', ...fields }, builtIn);
}

/** Notes a request to a provider, with a body of JSON. */
function note({ journal, clock }: Session, provider: Provider, body: object = {}): void {
  const head = { method: 'POST', path: '/', query: '', headers: {}, baseUrl: 'http://127.0.0.1/' };
  const bytes = Buffer.from(JSON.stringify(body));
  const known = knowRequest(provider, head, bytes);
  const exchange = exchangeOf({
    provider,
    source: 'mock',
    known,
    head,
    body: bytes,
    reply: { status: 404, headers: {} },
  });
  journal.note(exchange, { at: clock.now(), durationMs: 1 });
}

function create(session: Session, email: string, isKept = true): string {
  const world = session.world(leeloo);
  return world.transaction(
    () => {
      world.stores.accounts.insert({ ...account, email });
      return world.random.hex(24);
    },
    () => isKept,
  );
}

/** All that can be seen of a session. */
function seen(session: Session) {
  return {
    now: session.clock.iso(),
    frozen: session.clock.frozen,
    faults: session.faults.show(),
    chance: session.chance('x'),
    modes: ['leeloo', 'getresponse', 'sensorpro'].map((name) => session.mode(name)),
    ownModes: session.ownModes,
    rateLimits: session.rateLimits,
    usage: session.world(leadconnector).limiter?.usage(),
    played: [...session.played],
    isOver: session.interaction.isOver,
    accounts: leeloo.state.dump(session.world(leeloo).stores),
    nextId: session.world(leeloo).random.hex(8),
    journal: session.journal.entries(),
    noted: session.journal.noted,
  };
}

const changes: readonly ((session: Session) => unknown)[] = [
  ({ clock }) => clock.freeze(Date.parse('2030-01-01T00:00:00Z')),
  ({ clock }) => clock.advance(61),
  ({ faults }) => faults.add(fault({ fault: 'latency', ms: { min: 1, max: 5 }, times: 3, after: 1 })),
  ({ faults }) => faults.add(fault({ fault: 'status', status: 503, operation: 'create-email-account' })),
  ({ faults }) => faults.meet('leeloo', ['create-email-account']),
  ({ faults }) => faults.meet('leeloo', []),
  (session) => session.setMode('leeloo', 'replay'),
  (session) => session.setMode('getresponse', 'mock'),
  (session) => {
    session.rateLimits = true;
  },
  (session) => session.world(leadconnector).limiter?.take(),
  (session) => session.world(leadconnector).limiter?.take(),
  ({ played }) => played.set('leeloo/create-email-account/one.json', 2),
  (session) => create(session, 'a@xmpl.net'),
  (session) => create(session, 'b@xmpl.net'),
  (session) => session.world(leeloo).random.uuid(),
  (session) => session.world(leadconnector).random.uuid(),
  (session) => note(session, leeloo),
  (session) => note(session, leadconnector),
  (session) => session.replaceState(leeloo, { accounts: [{ ...account, email: 'c@xmpl.net' }] }),
  (session) => create(session, 'd@xmpl.net'),
  ({ interaction }) => interaction.begin(),
  ({ interaction }) => interaction.tearDown(),
  ({ journal }) => journal.clear(),
  (session) => note(session, leeloo, { n: 1 }),
];

/** What is seen after each of the changes, each of them a step of its own. */
async function seenAfterEach(store: SessionStore): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const change of changes) {
    await inSession(store, 'one', change);
    all.push(await inSession(store, 'one', seen));
  }
  return all;
}

describe.each(storeKinds)('$kind', ({ open }) => {
  test('has from step to step all that a session is made of', async () => {
    const expected = await seenAfterEach(new MemoryStore({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) }));
    const all = await seenAfterEach(open());
    for (const [index, each] of all.entries()) expect(each, `after ${changes[index]}`).toEqual(expected[index]);
  });

  test('a session begins anew by a reset, and keeps nothing of others', async () => {
    const store = open();
    const begun = await inSession(store, 'other', seen);
    for (const change of changes) await inSession(store, 'one', change);
    await inSession(store, 'one', (session) => session.reset());
    const { now: _now, ...reset } = await inSession(store, 'one', seen);
    // A journal never gives one number twice.
    expect({ ...reset, noted: 0 }).toEqual({ ...begun, now: undefined, noted: 0 });
    expect(await inSession(store, 'other', ({ journal, ownModes }) => [journal.size, ownModes])).toEqual([0, []]);
  });

  test('steps at once lose nothing, draw no id twice, and leave what they leave one after another', async () => {
    const emails = Array.from({ length: 30 }, (_, index) => `${index}@xmpl.net`);
    const alone = open();
    const expected: string[] = [];
    for (const email of emails) expected.push(await inSession(alone, 'one', (session) => create(session, email)));
    const store = open();
    const ids = await Promise.all(emails.map((email) => inSession(store, 'one', (session) => create(session, email))));
    expect(ids.toSorted()).toEqual(expected.toSorted());
    const stored = await inSession(store, 'one', (session) => session.world(leeloo).stores.accounts.values());
    expect(stored.map(({ email }) => email).toSorted()).toEqual(emails.toSorted());
  });

  test('what a step changed before it threw counts', async () => {
    const store = open();
    const failing = (session: Session) => {
      create(session, 'a@xmpl.net');
      throw new RangeError('no more');
    };
    await expect(async () => inSession(store, 'one', failing)).rejects.toThrow('no more');
    expect(await inSession(store, 'one', (session) => session.world(leeloo).stores.accounts.size)).toBe(1);
  });

  test('what is refused leaves nothing, and no id is drawn again', async () => {
    const store = open();
    const refused = await inSession(store, 'one', (session) => create(session, 'a@xmpl.net', false));
    const [size, id] = await inSession(store, 'one', (session) => {
      const { stores, random } = session.world(leeloo);
      return [stores.accounts.size, random.hex(24)] as const;
    });
    expect(size).toBe(0);
    expect(id).not.toBe(refused);
  });

  test('the records of a session are bounded from step to step', async () => {
    const store = open({ bounds: { sessionState: 2_000 } });
    const fill = async () => {
      for (let index = 0; index < 20; index += 1)
        await inSession(store, 'one', (session) => create(session, `${index}`));
    };
    await expect(fill()).rejects.toThrow('the records of the session take');
    const size = await inSession(store, 'one', (session) => session.world(leeloo).stores.accounts.size);
    expect(size).toBeGreaterThan(1);
    expect(size).toBeLessThan(20);
    await inSession(store, 'one', (session) => session.reset());
    await inSession(store, 'one', (session) => create(session, 'again'));
  });

  test('a journal has its last entries, by their numbers', async () => {
    const store = open();
    await inSession(store, 'one', (session) => {
      for (let index = 0; index < maxEntries; index += 1) note(session, leeloo);
    });
    await inSession(store, 'one', (session) => note(session, leadconnector));
    const entries = await inSession(store, 'one', ({ journal }) => journal.entries());
    expect(entries.length).toBe(maxEntries);
    expect([entries[0]?.id, entries.at(-1)?.id, entries.at(-1)?.provider]).toEqual(['2', '1001', 'leadconnector']);
  });

  test('a snapshot is taken in one step and restored in others, in any session', async () => {
    const store = open();
    const id = await inSession(store, 'one', (session) => create(session, 'a@xmpl.net'));
    const snapshot = await inSession(store, 'one', (session) => session.snapshot());
    const next = await inSession(store, 'one', (session) => create(session, 'b@xmpl.net'));
    for (const session of ['one', 'two']) {
      await inSession(store, session, (each) => each.restore(snapshot));
      expect(await inSession(store, session, (each) => create(each, 'b@xmpl.net'))).toBe(next);
    }
    expect(next).not.toBe(id);
  });

  test('drops a session that nobody used for an hour: its modes are lost, what is under way leaves nothing', async () => {
    let now = 0;
    const store = open({}, () => now);
    const held: Session[] = [];
    await inSession(store, 'one', (session) => {
      session.setMode('leeloo', 'mock');
      held.push(session);
    });
    now = idleMs;
    await inSession(store, 'another', () => undefined);
    const [left] = held;
    if (!left) throw new Error('The step was not taken.');
    await inSessionAgain(store, left, (session) => {
      create(session, 'late@xmpl.net');
      note(session, leeloo);
    });
    const begun = await inSession(store, 'one', (session) => ({
      mode: session.mode('leeloo'),
      journal: session.journal.size,
      accounts: session.world(leeloo).stores.accounts.size,
    }));
    expect(begun).toEqual({ mode: 'lost', journal: 0, accounts: 0 });
    await inSessionAgain(store, left, (session) => create(session, 'later@xmpl.net'));
    expect(await inSession(store, 'one', (session) => session.world(leeloo).stores.accounts.size)).toBe(0);
  });

  test('a request can tell whether its records were begun anew', async () => {
    const store = open();
    const era = () =>
      inSession(store, 'one', (session) => [session.world(leeloo).era, session.world(leadconnector).era]);
    const first = await era();
    await inSession(store, 'one', (session) => create(session, 'a@xmpl.net'));
    expect(await era()).toEqual(first);
    await inSession(store, 'one', (session) => session.replaceState(leeloo, { accounts: [] }));
    const replaced = await era();
    expect([replaced[0] === first[0], replaced[1] === first[1]]).toEqual([false, true]);
    await inSession(store, 'one', (session) => session.reset());
    const reset = await era();
    expect([reset[0] === replaced[0], reset[1] === replaced[1]]).toEqual([false, false]);
  });
});
