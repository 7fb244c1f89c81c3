import { expect, test } from 'vitest';
import { JournalSpace } from '../journal/journal-space.ts';
import { StateSpace } from '../kit/world/state-space.ts';
import { Session } from '../sessions/session.ts';
import { isSessionId } from '../sessions/session-id.ts';
import { idleMs, MemoryStore, maxSessions } from './memory.ts';

const settings = { seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) };

test.each(['a', 'test-1', 'A.b_C-9', 'x'.repeat(64)])('%s names a session', (id) => expect(isSessionId(id)).toBe(true));

test.each(['', 'x'.repeat(65), 'a b', 'a/b', 'a~b', 'ä', 'a\n', '../x', 'a%20b'])('"%s" names no session', (id) => {
  expect(isSessionId(id)).toBe(false);
});

test('keeps a session from its first use', () => {
  const sessions = new MemoryStore(settings);
  expect(sessions.load('one')).toBe(sessions.load('one'));
  expect(sessions.load('one')).not.toBe(sessions.load('two'));
});

test('drops the least recently used session when there are more than a thousand', () => {
  const sessions = new MemoryStore(settings);
  const [first, second] = [sessions.load('0'), sessions.load('1')];
  for (let index = 2; index < maxSessions; index += 1) sessions.load(String(index));
  sessions.load('0');
  sessions.load('one too many');
  expect(sessions.size).toBe(maxSessions);
  expect(sessions.load('0')).toBe(first);
  expect(sessions.load('1')).not.toBe(second);
});

test('drops a session that nobody used for an hour', () => {
  let now = 0;
  const sessions = new MemoryStore(settings, () => now);
  const [idle, used] = [sessions.load('idle'), sessions.load('used')];
  now = idleMs - 1;
  expect(sessions.load('used')).toBe(used);
  now = idleMs;
  expect(sessions.load('used')).toBe(used);
  expect(sessions.size).toBe(1);
  expect(sessions.load('idle')).not.toBe(idle);
});

test('drops a session that was the last one used, too', () => {
  let now = 0;
  const sessions = new MemoryStore(settings, () => now);
  const last = sessions.load('last');
  now = idleMs - 1;
  expect(sessions.load('last')).toBe(last);
  now += idleMs;
  expect(sessions.load('last')).not.toBe(last);
});

test('a session that was dropped unused begins with the modes lost that it had, until they are set or it is reset', () => {
  let now = 0;
  const sessions = new MemoryStore(settings, () => now);
  sessions.load('one').setMode('leeloo', 'mock');
  now = idleMs;
  expect(sessions.load('another').mode('leeloo')).toBeUndefined();
  const begun = sessions.load('one');
  expect([begun.mode('leeloo'), begun.mode('sensorpro')]).toEqual(['lost', undefined]);
  begun.setMode('leeloo', 'record');
  expect(begun.mode('leeloo')).toBe('record');
  now += idleMs;
  expect(sessions.load('another').mode('leeloo')).toBeUndefined();
  expect(sessions.load('one').mode('leeloo')).toBe('lost');
  sessions.load('one').reset();
  expect(sessions.load('one').mode('leeloo')).toBeUndefined();
});

test('a session that may have had modes lacks all until they are set or it is reset', () => {
  const space = { ...settings, journalSpace: new JournalSpace(), stateSpace: new StateSpace(), replyBytes: 1 };
  const session = new Session('one', space, { lost: 'any' });
  session.setMode('leeloo', 'mock');
  expect([session.mode('leeloo'), session.mode('sensorpro')]).toEqual(['mock', 'lost']);
  session.reset();
  expect([session.mode('leeloo'), session.mode('sensorpro')]).toEqual([undefined, undefined]);
});

test('never drops the session that outlives the process, neither unused nor as the least recently used', () => {
  let now = 0;
  const keeper = { saved: new Map(), keeps: () => false, change() {}, replaceWorld() {}, replaceAll() {} };
  const sessions = new MemoryStore({ ...settings, kept: { id: 'kept', keeper } }, () => now);
  const kept = sessions.load('kept');
  for (let index = 0; index <= maxSessions; index += 1) {
    now += 1;
    sessions.load(String(index));
  }
  expect(sessions.load('kept')).toBe(kept);
  now += 2 * idleMs;
  expect(sessions.load('another')).toBeDefined();
  expect(sessions.load('kept')).toBe(kept);
});
