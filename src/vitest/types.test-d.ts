import { expect, expectTypeOf, test } from 'vitest';
import type { JournalEntry, SessionHandle, Snapshot } from '../index.ts';
import { test as testWithSession } from './index.ts';

declare const session: SessionHandle;

test('filters know providers, operations and rules', () => {
  expectTypeOf(session.requests('leeloo/create-email-account')).toEqualTypeOf<JournalEntry[]>();
  expectTypeOf(session.waitForRequest({ operation: 'sign-in' })).resolves.toEqualTypeOf<JournalEntry>();
  session.requests({ rule: 'getresponse/api-key', body: { params: [expect.anything()] } });
  // @ts-expect-error a misspelled provider
  session.requests('leelo');
  // @ts-expect-error an operation of another provider
  session.requests('leeloo/sign-in');
  // @ts-expect-error a misspelled rule
  session.requests({ rule: 'leeloo/creatd' });
  // @ts-expect-error a misspelled member
  session.requests({ operaton: 'sign-in' });
});

test('the matcher is typed', () => {
  expect(session).toHaveReceived('sensorpro/sign-in', { times: 1, status: 200 });
  // @ts-expect-error a count is a number
  expect(session).toHaveReceived('sensorpro/sign-in', { times: 'once' });
});

test('only a snapshot can be restored', () => {
  expectTypeOf(session.snapshot()).toEqualTypeOf<Snapshot>();
  // @ts-expect-error an object that looks like one
  session.restore({});
});

testWithSession('each test has a session', ({ session: own }) => {
  expectTypeOf(own).toEqualTypeOf<SessionHandle>();
});
