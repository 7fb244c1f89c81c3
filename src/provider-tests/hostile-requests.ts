import { countValues, mutate } from './json-text.ts';
import type { Sent, ValidCall } from './valid-calls.ts';

/** A request that nobody means well with: what it is, and what it changes of a valid call. */
export type Hostile = readonly [what: string, changes: Partial<Sent>];

/** Values that parsers, checks and stores stumble over, as JSON text. */
const oddValues = [
  '1e400',
  '-1e400',
  '9007199254740993',
  'null',
  'true',
  '""',
  '[]',
  '[null]',
  '{"a":{}}',
  '"\\ud800"',
  '"\\u0000\\uFEFF"',
  '"\\udc00@\\udc00.\\udc00"',
  '"__proto__"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":null,"toJSON":{}}',
];

/** Names that objects inherit. */
const oddNames = ['__proto__', 'constructor', 'toJSON', 'hasOwnProperty'];

/** Bodies that are no JSON, which a call that takes a body refuses. */
export function brokenBodies(valid: string): Hostile[] {
  return [
    ['a brace', { body: '{' }],
    ['a member without a value', { body: '{"a":}' }],
    ['a last comma', { body: '{"a":1,}' }],
    ['single quotes', { body: "{'a':1}" }],
    ['NaN', { body: '{"a":NaN}' }],
    ['two bodies', { body: valid + valid }],
    ['half a body', { body: valid.slice(0, Math.ceil(valid.length / 2)) }],
    ['bytes that are no UTF-8', { body: Buffer.from('{"a":"\xc3("}', 'latin1') }],
    ['half a surrogate pair as UTF-8', { body: Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1') }],
    ['two byte-order marks', { body: `\uFEFF\uFEFF${valid}` }],
    ['UTF-16', { body: Buffer.from(valid, 'utf16le') }],
    ['lists in lists, 100,000 deep', { body: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }],
    ['objects in objects, 100,000 deep', { body: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}` }],
    ['100,000 open brackets', { body: '['.repeat(100_000) }],
  ];
}

/** Valid bodies with something odd in the place of each value, or beside each member. */
export function oddBodies(valid: string): Hostile[] {
  const places = Array.from({ length: countValues(valid) }, (_, at) => at);
  const value = '{"polluted":true,"prototype":{"polluted":true}}';
  return places.flatMap((at): Hostile[] => [
    ...oddValues.map(
      (odd): Hostile => [
        `${odd} in place ${at}`,
        { body: mutate(valid, [{ kind: 'retype', at, name: '', value: odd }]) },
      ],
    ),
    ...oddNames.map(
      (name): Hostile => [
        `the member ${name} in place ${at}`,
        { body: mutate(valid, [{ kind: 'add', at, name, value }]) },
      ],
    ),
  ]);
}

const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'json', ';', '/'];
const queries = ['%', '%zz=%c3%28', '__proto__=1&constructor=2', 'a=1&a=2', '=&&=', `a=${'x'.repeat(8_000)}`];
const paths = ['//', '/..', '/%2e%2e', '/%00', '/%zz', '/%c3%28', '/__proto__', '/;a=b', `/${'x'.repeat(8_000)}`];
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'];

/** The valid call in another dress: types, long headers, queries, paths and methods that it does not have. */
export function oddHeads({ path, headers, body }: ValidCall): Hostile[] {
  const sent = body(1);
  const [bare = '', query = ''] = path.split('?', 2);
  const withBody = (changes: Partial<Sent>): Partial<Sent> => ({ body: sent, ...changes });
  return [
    ...types.map((type): Hostile => [`the type ${type}`, withBody({ headers: { ...headers, 'content-type': type } })]),
    ...Object.keys(headers).map(
      (name): Hostile => [`a long ${name}`, withBody({ headers: { ...headers, [name]: 'h'.repeat(16_384) } })],
    ),
    ...Object.keys(headers).map((name): Hostile => [`no ${name}`, withBody({ headers: without(headers, name) })]),
    ...queries.map(
      (odd): Hostile => [`the query ${odd.slice(0, 40)}`, withBody({ path: `${bare}?${query && `${query}&`}${odd}` })],
    ),
    ...paths.map((odd): Hostile => [`the path ${odd.slice(0, 40)}`, withBody({ path: bare + odd })]),
    ...methods.map((method): Hostile => [`the method ${method}`, withBody({ method })]),
  ];
}

function without(headers: ValidCall['headers'], name: string): ValidCall['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}
