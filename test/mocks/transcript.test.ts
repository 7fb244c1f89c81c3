import { expect, test } from 'vitest';
import type { ProviderName } from '../../mocks/catalogue.ts';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { validCalls } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';
import { sendRaw } from '../support/raw-socket.ts';

const names: readonly ProviderName[] = ['leeloo', 'getresponse', 'leadconnector', 'sensorpro'];

/** Every byte that a session answers to every call, with faults among them and the clock moving. */
async function transcript(understudy: Understudy, sessionId: string): Promise<string[]> {
  const session = understudy.session(sessionId);
  session.clock.set('2030-01-01T00:00:00Z');
  session.rateLimits(true);
  const heard: string[] = [];
  for (const name of names) {
    session.fault(name, { fault: 'truncate', bytes: 40, times: 1, after: 2 });
    session.fault(name, { fault: 'rate-limited', times: 1, after: 3 });
    session.fault(name, { fault: 'latency', ms: { min: 0, max: 20 } });
    for (const seed of [1, 1, 2]) {
      for (const call of validCalls(mocks[name])) {
        const headers = { ...call.headers, 'X-Understudy-Session': sessionId };
        const { head, body } = await sendRaw(understudy, {
          method: call.method,
          path: `/${name}${call.path}`,
          headers,
          body: call.body(seed),
        });
        heard.push(`${head}\n${body}`);
        session.clock.advance(90);
      }
    }
  }
  return heard;
}

test('two servers, and two sessions of one, answer with the same bytes for one seed, and with others for another', async () => {
  await using first = await startUnderstudy({ seed: 7 });
  await using second = await startUnderstudy({ seed: 7 });
  await using other = await startUnderstudy({ seed: 8 });
  const expected = await transcript(first, 'one');
  expect(expected.length).toBeGreaterThan(30);
  expect(await transcript(second, 'one')).toEqual(expected);
  expect(await transcript(first, 'two')).toEqual(expected);
  expect(await transcript(other, 'one')).not.toEqual(expected);
});
