import { expect, test } from 'vitest';
import { portableKeyword, withItems, withType } from './portable-schema.ts';

test('a class that nobody has given a portable form is told to the one who writes the schema', () => {
  expect(() => portableKeyword('pattern', '^\\p{Lt}$')).toThrow(/add its class to src\/openapi\/portable-schema\.ts/);
  expect(portableKeyword('pattern', '^\\P{L}$')).toBe('^[^A-Za-z]$');
  expect(portableKeyword('description', '\\p{L}')).toBe('\\p{L}');
});

test.each([
  [{ enum: ['a', 'b'] }, { type: 'string', enum: ['a', 'b'] }],
  [{ enum: ['a', null] }, { type: ['string', 'null'], enum: ['a', null] }],
  [{ const: 0 }, { type: 'number', const: 0 }],
  [
    { type: 'integer', const: 0 },
    { type: 'integer', const: 0 },
  ],
  [{ minimum: 1 }, { minimum: 1 }],
])('%j is described as %j', (schema, described) => {
  expect(withType(schema)).toEqual(described);
});

test('a list has the schema of its members, also an empty one', () => {
  expect(withItems({ type: 'array', maxItems: 0 })).toEqual({ type: 'array', maxItems: 0, items: {} });
  expect(withItems({ type: 'array', items: { type: 'string' } })).toEqual({ type: 'array', items: { type: 'string' } });
  expect(withItems({ type: 'object' })).toEqual({ type: 'object' });
});
