import { expect, test } from 'vitest';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import type { LeelooStores } from '../../mocks/leeloo/state.ts';
import { JournalSpace } from '../../src/journal/journal-space.ts';
import { StateFullError, StateShare, StateSpace } from '../../src/kit/world/state-space.ts';
import type { World } from '../../src/kit/world/world.ts';
import { Session } from '../../src/sessions/session.ts';
import { StateNotKeptError } from '../../src/sessions/state-keeper.ts';

const account = { name: 'Robin', connection_id: '5cfa283a2e9096000b440d51' };

function newSession(stateSpace: StateSpace, beginning = {}): Session {
  const settings = { seed: 1, rateLimits: false, digestKey: Buffer.alloc(32), replyBytes: 1_000 };
  return new Session('one', { ...settings, journalSpace: new JournalSpace(), stateSpace }, beginning);
}

function create(world: World<LeelooStores>, email: string): void {
  world.transaction(
    () => world.stores.accounts.insert({ ...account, email }),
    () => true,
  );
}

test('a session takes what is stored, and gives back what is removed, replaced, taken back and reset', () => {
  const space = new StateSpace();
  const session = newSession(space);
  const world = session.world<LeelooStores>(leeloo);
  create(world, 'a@xmpl.net');
  const one = space.bytes;
  create(world, 'b@xmpl.net');
  expect(space.bytes).toBe(2 * one);
  world.transaction(
    () => world.stores.accounts.insert({ ...account, email: 'c@xmpl.net' }),
    () => false,
  );
  expect(space.bytes).toBe(2 * one);
  world.transaction(
    () => {
      const [first, second] = world.stores.accounts.values();
      if (first) world.stores.accounts.remove(first);
      if (second) world.stores.accounts.replace(second, { ...second, name: 'R' });
    },
    () => true,
  );
  expect(space.bytes).toBe(one - 2 * 'obin'.length);
  session.replaceState(leeloo, { accounts: [{ ...account, email: 'd@xmpl.net' }] });
  expect(space.bytes).toBe(one);
  session.reset();
  expect(space.bytes).toBe(0);
});

test('what a request stores in a world that a reset has taken away counts no longer', () => {
  const space = new StateSpace();
  const session = newSession(space);
  const world = session.world<LeelooStores>(leeloo);
  session.reset();
  create(world, 'a@xmpl.net');
  expect(space.bytes).toBe(0);
});

test('nor what it stores in a session that was dropped', () => {
  const space = new StateSpace();
  const session = newSession(space);
  const world = session.world<LeelooStores>(leeloo);
  create(world, 'a@xmpl.net');
  session.end();
  create(world, 'b@xmpl.net');
  expect(space.bytes).toBe(0);
});

test('a change that cannot be kept takes nothing, and a later one no more than its own', () => {
  const space = new StateSpace();
  let isFull = true;
  const keep = () => {
    if (isFull) throw new StateNotKeptError('The disk is full.');
  };
  const keeper = { saved: new Map(), keeps: () => true, change: keep, replaceWorld: keep, replaceAll: keep };
  const session = newSession(space, { keeper });
  const world = session.world<LeelooStores>(leeloo);
  const seed = () => session.replaceState(leeloo, { accounts: [{ ...account, email: 'a@xmpl.net' }] });
  expect(() => create(world, 'a@xmpl.net')).toThrow('The disk is full.');
  expect(seed).toThrow('The disk is full.');
  expect(space.bytes).toBe(0);
  isFull = false;
  create(world, 'a@xmpl.net');
  const one = space.bytes;
  isFull = true;
  expect(() => session.reset()).toThrow('The disk is full.');
  expect(space.bytes).toBe(one);
});

test('a session that has too much already may take none, and give some back', () => {
  const share = new StateShare(new StateSpace({ sessionState: 100, allState: 100 }));
  share.add(150);
  expect(() => share.take(1)).toThrow(StateFullError);
  share.take(0);
  share.take(-60);
  share.take(10);
  expect(() => share.take(1)).toThrow('Cannot store more: the records of the session take');
  expect(share.bytes).toBe(100);
});
