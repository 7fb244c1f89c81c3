import * as fc from 'fast-check';
import type { Provider } from '../../src/kit/provider.ts';
import { type Mutation, mutate } from '../../src/provider-tests/json-text.ts';
import { type Sent, type ValidCall, validCalls } from '../../src/provider-tests/valid-calls.ts';

/** What goes out in the place of a valid call. */
export interface OddRequest {
  /** The operation of the valid call. */
  readonly meant: string;
  readonly given: ValidCall['given'];
  /** Its path is the provider's own. */
  readonly sent: Sent;
}

const oddNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '\u0000', 'a/b', 'a~1b', '0', 'length'];
const oddValues = [
  '1e400',
  '-1e400',
  '9007199254740993',
  '-0',
  '0.1e-400',
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '[null]',
  '"\\ud800"',
  '"\\u0000\\uFEFF"',
  '"__proto__"',
  '"constructor"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":null,"toJSON":{}}',
  `"${'@'.repeat(3_000)}"`,
  `"${'ß𝒳é'.repeat(100)}@example.com"`,
];
const contentTypes = [
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'text/plain',
  'application/x-www-form-urlencoded',
  ';;',
  '',
];
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const otherHeaders = ['host', 'accept', 'accept-encoding', 'x-http-method-override', 'x-forwarded-host'];
const segments = [
  '',
  '.',
  '..',
  '%2e%2e',
  '%2f',
  '%00',
  '%',
  '%zz',
  '%c3%28',
  '%F0%9F%8E%AD',
  '__proto__',
  'constructor',
  ':id',
  '*',
  ';a=b',
  '\\',
];

const name = fc.oneof(fc.constantFrom(...oddNames), fc.string({ unit: 'binary', maxLength: 6 }));
const value = fc.oneof(
  fc.constantFrom(...oddValues),
  fc.json({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text)),
);
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('drop', 'retype', 'duplicate', 'rename', 'add'),
  at: fc.nat(),
  name,
  value,
});

/** Characters that Node's own client lets into a header: one byte, none of the controls. */
const headerText = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), { maxLength: 30 })
  .map((codes) => String.fromCharCode(...codes));

/** What a request line can hold: visible ASCII characters. Node's parser refuses all others. */
const pathText = fc
  .array(fc.integer({ min: 0x21, max: 0x7e }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));

/** Valid calls with valid bodies, each of its own seed. */
export function validRequest(provider: Provider): fc.Arbitrary<OddRequest> {
  return anyCall(provider).map(({ call, seed }) => odd(call, { body: call.body(seed) }));
}

/** Valid calls whose body had members dropped, retyped, doubled, renamed or added; some as a list of such bodies. */
export function mutatedRequest(provider: Provider): fc.Arbitrary<OddRequest> {
  const mutations = fc.array(fc.array(mutation, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
  return fc
    .record({ valid: anyCall(provider), mutations, isList: fc.boolean() })
    .map(({ valid: { call, seed }, mutations: [first = [], ...others], isList }) => {
      const bodyOf = (changes: readonly Mutation[]) => mutate(call.body(seed) || '{}', changes);
      return odd(call, { body: isList ? `[${[first, ...others].map(bodyOf).join(',')}]` : bodyOf(first) });
    });
}

/** Valid calls whose body is any text or bytes. */
export function noiseRequest(provider: Provider): fc.Arbitrary<OddRequest> {
  const noise = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  );
  return fc
    .record({ call: fc.constantFrom(...validCalls(provider)), body: noise })
    .map(({ call, body }) => odd(call, { body }));
}

/** Valid calls with headers dropped, changed and added. */
export function headerRequest(provider: Provider): fc.Arbitrary<OddRequest> {
  return anyCall(provider).chain(({ call, seed }) => {
    const names = Object.keys(call.headers);
    const added = fc.dictionary(fc.constantFrom(...names, ...otherHeaders), headerText, { maxKeys: 3 });
    const types = fc.option(fc.constantFrom(...contentTypes), { nil: undefined });
    return fc.record({ kept: fc.subarray(names), added, type: types }).map(({ kept, added: others, type }) => {
      const headers = Object.fromEntries(kept.map((header) => [header, call.headers[header]]));
      return odd(call, {
        body: call.body(seed),
        headers: { ...headers, ...others, ...(type !== undefined && { 'content-type': type }) },
      });
    });
  });
}

/** Valid bodies and headers with another method or at another path. */
export function addressRequest(provider: Provider): fc.Arbitrary<OddRequest> {
  return anyCall(provider).chain(({ call, seed }) => {
    const known = call.path.split('/').slice(1);
    const path = fc
      .array(fc.oneof(fc.constantFrom(...known, ...segments), pathText), { maxLength: 6 })
      .map((parts) => `/${parts.join('/')}`);
    return fc
      .record({ method: fc.constantFrom(call.method, ...methods), path: fc.oneof(fc.constant(call.path), path) })
      .map((address) => odd(call, { body: call.body(seed), ...address }));
  });
}

function anyCall(provider: Provider) {
  return fc.record({ call: fc.constantFrom(...validCalls(provider)), seed: fc.nat() });
}

function odd({ operation, method, path, headers, given }: ValidCall, changes: Partial<Sent>): OddRequest {
  return { meant: operation.name, given, sent: { method, path, headers, ...changes } };
}
