import { expect, test } from 'vitest';
import { inSession, mostConflicts, SessionBusyError } from './in-session.ts';
import { Session } from './session.ts';
import type { Commit } from './session-store.ts';
import { settingsOfSessions } from './store-settings.ts';

const settings = settingsOfSessions({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) });

/** A store in which others are first so many times; a new session each time shows what a step left in the one before. */
function contended(times: number) {
  let left = times;
  const make = () => new Session('one', settings);
  const commit = (): Commit => {
    left -= 1;
    return left < 0 ? 'kept' : 'conflict';
  };
  return { load: make, reload: make, commit };
}

test('does again what others came in between of, in the session as it is then', async () => {
  let done = 0;
  const played = await inSession(contended(3), 'one', (session) => {
    done += 1;
    session.played.set('a', (session.played.get('a') ?? 0) + 1);
    return session.played.get('a');
  });
  expect([done, played]).toEqual([4, 1]);
});

test('gives up where others are always first', async () => {
  let done = 0;
  const work = () => {
    done += 1;
  };
  const busy = async () => inSession(contended(Number.POSITIVE_INFINITY), 'one', work);
  await expect(busy).rejects.toThrow(SessionBusyError);
  expect(done).toBe(mostConflicts + 1);
});

test('answers at once where the store does', () => {
  const session = new Session('one', settings);
  const store = { load: () => session, reload: () => session, commit: () => 'kept' as const };
  expect(inSession(store, 'one', ({ id }) => id)).toBe('one');
  expect(() =>
    inSession(store, 'one', () => {
      throw new RangeError('no more');
    }),
  ).toThrow('no more');
});
