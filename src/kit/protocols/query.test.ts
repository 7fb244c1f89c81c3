import { expect, test } from 'vitest';
import type { SchemaNode } from '../schema/annotations.ts';
import { queryValues } from './query.ts';

const schema: SchemaNode = {
  properties: {
    page: { type: 'integer' },
    price: { type: ['number', 'null'] },
    all: { type: 'boolean' },
    tag: { type: 'array' },
    id: { type: 'array', items: { type: 'integer' } },
    name: { type: 'string' },
  },
};

test.each([
  ['page=2&price=1.5&all=true', { page: 2, price: 1.5, all: true }],
  ['price=-0.5&all=false', { price: -0.5, all: false }],
  // Other spellings of a number stay texts, which the schema refuses.
  ['page=02&price=1e3&all=TRUE', { page: '02', price: '1e3', all: 'TRUE' }],
  ['page=&price=NaN', { page: '', price: 'NaN' }],
  ['price=Infinity', { price: 'Infinity' }],
  ['page=9007199254740993', { page: '9007199254740993' }],
  ['tag=a', { tag: ['a'] }],
  ['id=1&tag=b&id=x', { id: [1, 'x'], tag: ['b'] }],
  ['name=a&name=b', { name: ['a', 'b'] }],
  ['name=1', { name: '1' }],
  ['name=Ursula+K.%20Le%20Guin&%6Eame2=%', { name: 'Ursula K. Le Guin', name2: '%' }],
  ['other', { other: '' }],
  ['', {}],
])('%s is read as %j', (query, values) => {
  expect(queryValues(query, schema)).toEqual(values);
});

test('a parameter with the name of something inherited is one like any other', () => {
  const values = queryValues('__proto__=1&constructor=2&toString=3', schema);
  expect(Object.entries(values)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
    ['toString', '3'],
  ]);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
});
