import { expect, test } from 'vitest';
import { mocks } from '../../mocks/index.ts';
import { captured } from '../../test/upstream-exchange.ts';
import { Redaction, type SafeExchange } from '../redaction/redaction.ts';
import { keepExchange, SecretLeftError } from './keep-exchange.ts';

/** A door with a hole: what it gives still has the secret at one place. */
class LeakyDoor extends Redaction {
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
  expect(() => keepExchange(exchange, new LeakyDoor(settings), facts)).toThrow(SecretLeftError);
  expect(keepExchange(exchange, new Redaction(settings), facts).text).not.toContain(secret);
});
