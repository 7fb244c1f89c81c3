import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoders } from '../../test/support/encoders.ts';
import { mocks } from '../../test/support/providers.ts';
import { canonicalRequest } from '../matching/canonical-request.ts';
import type { PlainRequest, SafeRequest } from './message.ts';
import { asRedacted, Redaction } from './redaction.ts';

const published = mocks.leadconnector.credentials.token;
/** What the server holds; the second spans what a Basic credential is cut by, the last one looks like a header. */
const held = ['pit-real-token-0001', 'user-one:begin', 'end"of;it', 'Bearer abcdef-held-0002'];
const pieces = [
  ...held,
  `${published}`,
  '456',
  ':',
  ' ',
  'Bearer ',
  'Basic ',
  'password=',
  'sid=',
  ';',
  '"',
  'Zq8-own-secret',
];

/** A scheme alone is nobody's secret. */
const value = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''))
  .filter((text) => !/^(basic|bearer|:|;|\s)*$/i.test(text));

function newRedaction(): Redaction {
  const token = { provider: 'leadconnector', role: 'token', published: `${published}`, value: `${held[0]}` } as const;
  return new Redaction({ provider: mocks.leadconnector, credentials: [token], secrets: held.slice(1) });
}

function requestWith(header: string, password: string): PlainRequest {
  // A cookie ends at a semicolon, whoever meant what by it.
  const kept = password.replaceAll(';', '');
  const cookie = `sid=${kept}; b=${kept}`;
  const bytes = Buffer.from(
    JSON.stringify({
      password,
      note: password,
      headers: { authorization: header, cookie },
    }),
  );
  return {
    method: 'POST',
    path: '/users/',
    query: `password=${encodeURIComponent(password)}&q=${encodeURIComponent(password)}`,
    headers: [
      ['authorization', header],
      ['cookie', cookie],
    ],
    body: { bytes, encoding: undefined },
  };
}

/** As it is read from its file. */
function read({ body, ...rest }: SafeRequest): PlainRequest {
  return { ...rest, body: { bytes: Buffer.from('text' in body ? body.text : ''), encoding: undefined } };
}

function shown({ path, query, headers, body }: SafeRequest) {
  return { path, query, headers, body: 'text' in body ? body.text : '' };
}

function keyOf(request: Parameters<typeof canonicalRequest>[2]): string | undefined {
  return canonicalRequest(mocks.leadconnector, 'create-user', request)?.key;
}

const anyHeader = fc.oneof(
  value.map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
  value.map((text) => `Bearer ${text}`),
  value,
);

test('what is known goes from inside of other secrets, and the request is still found by what it is then', () => {
  fc.assert(
    fc.property(anyHeader, value, (header, password) => {
      const asked = newRedaction().request(requestWith(header, password), 'create-user');
      const safe = asked.safe();
      for (const secret of held) {
        for (const text of [JSON.stringify(shown(safe)), decodedHeader(safe)]) expect(text).not.toContain(secret);
      }
      const again = newRedaction().request(read(safe), 'create-user');
      expect(shown(again.safe())).toEqual(shown(safe));
      const key = keyOf(asked);
      expect(keyOf(again)).toBe(key);
      expect(keyOf(asRedacted(mocks.leadconnector, 'create-user', safe))).toBe(key);
    }),
    { numRuns: 500, seed: 1 },
  );
});

function decodedHeader({ headers }: SafeRequest): string {
  return Buffer.from(headers[0]?.[1].replace('Basic ', '') ?? '', 'base64').toString();
}

test('neither part of a Basic credential is left in clear, whatever of it was known', () => {
  for (const text of [
    'pit-real-token-0001:456',
    'user-one:beginning',
    'a:end"of;it456',
    'no-colon-here',
    `x:${held[1]}`,
  ]) {
    const header = `Basic ${Buffer.from(text).toString('base64')}`;
    const safe = newRedaction().request(requestWith(header, 'Zq8-own-secret'), 'create-user').safe();
    const [user = '', password] = decodedHeader(safe).split(':');
    expect(user).toMatch(new RegExp(`^(${published}|redacted\\..*)$`, 'i'));
    expect(password ?? 'Redacted.').toMatch(/^redacted\./i);
  }
});

test.each(Object.entries(encoders))(
  'what is known goes from a query and a form where it is spelled %s',
  (_how, encode) => {
    const text = `a=1&q=${encode(`${held[2]}`)}&b=2`;
    const sent = {
      ...requestWith('Bearer a-token-of-its-own', 'Zq8-own-secret'),
      query: text,
      headers: [['content-type', 'application/x-www-form-urlencoded']] as const,
      body: { bytes: Buffer.from(text), encoding: undefined },
    };
    const { request: safe, stillHolds } = newRedaction().exchange(sent, { ...none }, 'create-user');
    const texts = [safe.query, 'text' in safe.body ? safe.body.text : ''];
    expect(stillHolds(() => texts)).toBe(false);
    for (const kept of texts) expect(kept).toMatch(/^a=1&q=.*&b=2$/);
  },
);

const none = { status: 204, statusText: '', headers: [], body: { bytes: Buffer.alloc(0), encoding: undefined } };
