import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import type { PlainRequest, SafeRequest } from '../redaction/message.ts';
import { asRedacted, Redaction } from '../redaction/redaction.ts';
import { leftAsItCame } from './left-as-it-came.ts';
import { areAlike } from './printed-request.ts';

const { leadconnector } = mocks;
const published = leadconnector.credentials.token;

function request(body: string, token: string = published): PlainRequest {
  return {
    method: 'POST',
    path: '/users/%20one',
    query: 'a=1&b=two',
    headers: [
      ['authorization', `Bearer ${token}`],
      ['content-type', 'application/json'],
      ['version', '2021-07-28'],
    ],
    body: { bytes: Buffer.from(body), encoding: undefined },
  };
}

function redacted(plain: PlainRequest) {
  const redaction = new Redaction({ provider: leadconnector, credentials: [] });
  return redaction.request(plain, 'create-user');
}

function bytesOf({ body }: PlainRequest): Buffer | undefined {
  return 'bytes' in body ? body.bytes : undefined;
}

const asked = redacted(request('{"firstName": "Robin", "tags": ["a", 1.0]}'));
const recorded = asked.safe();

test('a request with published credentials leaves as it came', () => {
  expect(leftAsItCame(recorded, asked)).toBe(true);
});

test.each<[what: string, other: Partial<SafeRequest>]>([
  ['method', { method: 'PUT' }],
  ['path', { path: '/users/%20two' }],
  ['longer path', { path: '/users/%20one/' }],
  ['query', { query: 'a=1&b=three' }],
  ['query that is missing', { query: '' }],
  ['header', { headers: recorded.headers.map(([name]) => [name, '2021-07-29']) }],
  ['name of a header', { headers: recorded.headers.map(([name, value]) => [`x-${name}`, value]) }],
  ['header more', { headers: [...recorded.headers, ['accept', 'application/json']] }],
  ['header less', { headers: recorded.headers.slice(1) }],
  ['body', { body: { text: '{"firstName": "Robin", "tags": ["a", 1.1]}', encoding: undefined } }],
  ['shorter body', { body: { text: '{"firstName": "Robin"', encoding: undefined } }],
  ['body that is no text', { body: { binary: Buffer.from([0xff]), encoding: undefined } }],
  ['body that was not kept', { body: { gap: 'too-large', length: 7, encoding: undefined } }],
])('a recording with another %s is not what was asked', (_what, other) => {
  expect(leftAsItCame({ ...recorded, ...other }, asked)).toBe(false);
});

test.each([
  ['a header', request('{}', 'pit-0f0e0d0c-real-token')],
  ['a body', request('{"password": "Open sesame 1"}')],
  ['a text in a body', request('{"note": "{\\"password\\": \\"Open sesame 1\\"}"}')],
])('a request with a secret in %s does not, and is compared part by part', (_where, plain) => {
  const other = redacted(plain);
  const safe = other.safe();
  expect(leftAsItCame(safe, other)).toBe(false);
  // Nor would one that was not redacted be taken for it.
  expect(leftAsItCame({ ...plain, body: { text: String(bytesOf(plain)), encoding: undefined } }, other)).toBe(false);
  expect(areAlike(leadconnector, 'create-user', asRedacted(leadconnector, 'create-user', safe), other)).toBe(true);
});
