import { expect, test } from 'vitest';
import { filledIn, marked, valueAt, withValueAt } from './request-values.ts';

const body = { data: [{ email: 'robin@sherwood.example', name: 'email' }], 'a/b': 'data' };

test('what was sent is marked and filled in again, whatever else was sent looks like a mark', () => {
  const text = 'The email robin@sherwood.example of data is taken.';
  const made = marked(text, body);
  expect(made).toBe('The {{/data/0/name}} {{/data/0/email}} of {{/a~1b}} is taken.');
  expect(filledIn(made, body)).toBe(text);
  expect(filledIn('no mark', undefined)).toBe('no mark');
  expect(filledIn('{{/nothing}}', body)).toBeUndefined();
});

test('values are put, changed and taken away, at any depth', () => {
  expect(valueAt(body, '/data/0/email')).toBe('robin@sherwood.example');
  expect(valueAt(body, '/data/1/email')).toBeUndefined();
  expect(withValueAt({ a: [1, { b: 2 }] }, '/a/1/b', 3)).toEqual({ a: [1, { b: 3 }] });
  expect(withValueAt({ a: [1, 2] }, '/a/0', undefined)).toEqual({ a: [2] });
  expect(withValueAt({ a: [1] }, '/a/1', 2)).toEqual({ a: [1, 2] });
  expect(withValueAt({ a: 1 }, '/b', 2)).toEqual({ a: 1, b: 2 });
  expect(withValueAt({ a: 1, b: 2 }, '/b', undefined)).toEqual({ a: 1 });
  expect(withValueAt({ a: 1 }, '', 2)).toBe(2);
});
