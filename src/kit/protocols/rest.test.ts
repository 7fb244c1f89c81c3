import { expect, test } from 'vitest';
import { restProtocol } from './rest.ts';

const { writeRefusal } = restProtocol([]);

test('a reply without a body has no type either', () => {
  expect(writeRefusal({ refused: false, status: 204 })).toEqual({ status: 204, headers: {} });
});

test('a reply has the type of its body', () => {
  expect(writeRefusal({ refused: true, status: 404, body: null })).toMatchObject({
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: 'null',
  });
  expect(writeRefusal({ refused: true, status: 429, text: '' })).toMatchObject({
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: '',
  });
});
