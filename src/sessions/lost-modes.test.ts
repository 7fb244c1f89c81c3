import { expect, test } from 'vitest';
import { LostModes } from './lost-modes.ts';

test('remembers for which providers a session had modes, until a session of that id begins', () => {
  const lost = new LostModes();
  lost.remember('one', ['leeloo']);
  expect([lost.take('two'), lost.take('one'), lost.take('one')]).toEqual([[], ['leeloo'], []]);
});

test('a session without modes of its own takes no place', () => {
  const lost = new LostModes(1);
  lost.remember('one', ['leeloo']);
  lost.remember('two', []);
  expect(lost.take('one')).toEqual(['leeloo']);
});

test('beyond the bound any session may be one that is forgotten', () => {
  const lost = new LostModes(2);
  for (const id of ['one', 'two', 'three']) lost.remember(id, ['leeloo']);
  expect([lost.take('one'), lost.take('new')]).toEqual(['any', 'any']);
});
