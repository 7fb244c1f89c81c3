import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { captured } from '../../test/support/upstream-exchange.ts';
import { whatFails } from '../matching/prove.ts';
import { plainExchange } from '../recording-format/to-recording.ts';
import { Redaction, type SafeExchange } from '../redaction/redaction.ts';
import { exchangeFile, SecretLeftError } from './exchange-file.ts';

/** A redaction with a hole: what it gives still has the secret at one place. */
class LeakyRedaction extends Redaction {
  override exchange(...exchange: Parameters<Redaction['exchange']>): SafeExchange {
    const safe = super.exchange(...exchange);
    return { ...safe, request: { ...safe.request, path: `/users/${secret}` } };
  }
}

const secret = 'pit-0f0e0d0c-real-token';
const settings = { provider: mocks.leadconnector, credentials: [] };
const exchange = captured({
  provider: mocks.leadconnector,
  path: '/users/',
  request: { headers: ['Authorization', `Bearer ${secret}`] },
});
const facts = { sequence: 1, pseudonymised: false };

test('an exchange in which redaction left a secret is not kept', () => {
  expect(() =>
    exchangeFile(plainExchange(exchange), new LeakyRedaction(settings), facts, { prove: whatFails }),
  ).toThrow(SecretLeftError);
  expect(
    exchangeFile(plainExchange(exchange), new Redaction(settings), facts, { prove: whatFails }).text,
  ).not.toContain(secret);
});

test('a request that only its reply tells to hold a secret is kept aside: one that comes alone would not match it', () => {
  const echoed = (name: string) =>
    captured({
      provider: mocks.leadconnector,
      path: '/users/',
      request: { headers: ['Content-Type', 'application/json'], body: JSON.stringify({ firstName: name }) },
      reply: { headers: ['Content-Type', 'application/json'], body: JSON.stringify({ password: 'pit-one-two-three' }) },
    });
  const kept = (name: string) =>
    exchangeFile(plainExchange(echoed(name)), new Redaction(settings), facts, { prove: whatFails });
  expect(kept('Robin')).toMatchObject({ problem: undefined });
  const aside = kept('pit-one-two-three');
  expect(aside).toMatchObject({
    file: expect.stringContaining('aside/'),
    problem: 'its own request does not match it',
  });
  expect(aside.text).not.toContain('pit-one-two-three');
});

test('of its upstream a recording holds neither a credential nor a query', () => {
  const upstream = 'https://robin:Longbow-1190@api.example.com/v1?key=Longbow-1190';
  const { text } = exchangeFile(plainExchange({ ...exchange, upstream }), new Redaction(settings), facts, {
    prove: whatFails,
  });
  expect(JSON.parse(text).upstream).toBe('https://api.example.com/v1');
  expect(text).not.toContain('Longbow-1190');
});
