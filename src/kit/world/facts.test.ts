import { expect, test } from 'vitest';
import { begunFacts, Facts } from './facts.ts';

const idOf = ({ id }: { readonly id: string }) => id;
const begun = begunFacts(idOf, [{ id: 'a' }, { id: 'b' }]);

test('begins with what all share, which takes no memory', () => {
  const facts = new Facts(idOf, begun);
  expect(facts.values()).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect([facts.has('a'), facts.has('c'), facts.bytes]).toEqual([true, false, 0]);
});

test('has others in their place, and leaves those of all alone', () => {
  const facts = new Facts(idOf, begun);
  expect(facts.replaceAll([{ id: 'c' }])).toBeUndefined();
  expect([facts.has('a'), facts.get('c'), facts.bytes > 0]).toEqual([false, { id: 'c' }, true]);
  expect(new Facts(idOf, begun).has('a')).toBe(true);
});

test('tells which of them comes twice, and changes nothing then', () => {
  const facts = new Facts(idOf, begun);
  expect(facts.replaceAll([{ id: 'c' }, { id: 'd' }, { id: 'c' }])).toBe(2);
  expect(facts.values()).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(() => begunFacts(idOf, [{ id: 'a' }, { id: 'a' }])).toThrow('two of them have the same key');
});

test('shares again what was saved of those that all share', () => {
  const facts = new Facts(idOf, begun);
  const saved = facts.entries();
  facts.replaceAll([{ id: 'c' }]);
  facts.load(saved);
  expect([facts.has('a'), facts.bytes]).toEqual([true, 0]);
  facts.load([['x', { id: 'x' }]]);
  expect(facts.entries()).toEqual([['x', { id: 'x' }]]);
  expect(() =>
    facts.load([
      ['x', { id: 'x' }],
      ['y', { id: 'x' }],
    ]),
  ).toThrow('Cannot load facts');
});
