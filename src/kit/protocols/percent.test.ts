import { expect, test } from 'vitest';
import { percentDecoded } from './percent.ts';

test.each([
  ['a%2Fb%20c', 'a/b c'],
  ['%C3%A9', 'é'],
  ['plain', 'plain'],
  // Neither half of a letter nor a lone sign is an encoding.
  ['%C3', '%C3'],
  ['100%', '100%'],
  ['a+b', 'a+b'],
])('%s is read as %s', (text, decoded) => {
  expect(percentDecoded(text)).toBe(decoded);
});
