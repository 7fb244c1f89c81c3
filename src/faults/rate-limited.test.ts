import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';
import { validCalls } from '../provider-tests/valid-calls.ts';

test.each([
  ['leeloo', ['Retry-After: 60'], 'Too many requests, please try again later.'],
  [
    'leadconnector',
    ['Retry-After: 10', 'X-RateLimit-Max: 100', 'X-RateLimit-Remaining: 0', 'X-RateLimit-Daily-Remaining: 200000'],
    '{"statusCode":429,"message":"Too Many Requests"}',
  ],
  ['getresponse', ['Retry-After: 60'], '"error":{"code":-32000,"message":"Too Many Requests"}'],
  ['sensorpro', ['Retry-After: 60'], '{"Sequence":0,"Description":"Too many requests.","Code":1901}'],
] as const)('%s answers 429 in its own words, and says when to come again', async (name, headers, body) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault(name, { fault: 'rate-limited' });
  for (const call of validCalls(mocks[name])) {
    const path = `/~${session.id}/${name}${call.path}`;
    const heard = await sendRaw(understudy, { ...call, path, body: call.body(1) });
    expect(heard.head).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/);
    for (const header of headers) expect(heard.head).toContain(`\r\n${header}\r\n`);
    expect(heard.body).toContain(body);
  }
  expect(session.requests().every(({ source, faults }) => source === 'fault' && faults?.[0] === 'rate-limited')).toBe(
    true,
  );
});

test('says to come again after the seconds asked for', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leadconnector', { fault: 'rate-limited', retryAfter: 7 });
  const reply = await fetch(`${session.url('leadconnector')}/users/1`);
  expect(reply.headers.get('retry-after')).toBe('7');
});

test('counts nothing against the limits that are in force', async () => {
  await using understudy = await startUnderstudy({ rateLimits: true });
  const session = understudy.session();
  session.clock.set('2030-01-01T00:00:00Z');
  session.fault('leadconnector', { fault: 'rate-limited', times: 1 });
  const remaining = async () =>
    (await fetch(`${session.url('leadconnector')}/users/1`)).headers.get('x-ratelimit-remaining');
  expect([await remaining(), await remaining()]).toEqual(['0', '99']);
});
