import { expect, test } from 'vitest';
import { NamedTexts } from './named-texts.ts';

function named(values: readonly string[]): NamedTexts {
  const texts = new NamedTexts();
  for (const [index, value] of values.entries()) texts.add(value, `<${index}>`);
  return texts;
}

test.each([
  ['a text without any', 'nothing of the kind', 'nothing of the kind'],
  ['one at the start, in the middle and at the end', 'secret, a secret, secret', '<0>, a <0>, <0>'],
  ['one beside the other', 'secretother', '<0><1>'],
  ['the longer of two that begin alike', 'secret-long', '<2>'],
  ['one inside of the beginning of another', 'secsecret', 'sec<0>'],
  ['what ends too early', 'secre', 'secre'],
  ['an empty text', '', ''],
])('finds %s', (_what, text, replaced) => {
  expect(named(['secret', 'other', 'secret-long']).replaceIn(text)).toBe(replaced);
});

test('no value is found where none was added', () => {
  expect(named([]).replaceIn('secret')).toBe('secret');
});

test('of values of very many lengths the first are looked for', () => {
  const values = Array.from({ length: 100 }, (_, index) => `begin${'x'.repeat(index)}.`);
  const texts = named(values);
  expect(texts.replaceIn(values[3] ?? '')).toBe('<3>');
  expect(texts.replaceIn(values[99] ?? '')).toBe(values[99]);
});
