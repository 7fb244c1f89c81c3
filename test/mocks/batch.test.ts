import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';

test('a batch of a thousand calls is answered with headers that every client can read', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const ping = { jsonrpc: '2.0', method: 'ping', params: [session.credentials.getresponse.api_key], id: 1 };
  const reply = await fetch(`${session.url('getresponse')}/`, {
    method: 'POST',
    body: JSON.stringify(Array(1_000).fill(ping)),
  });
  expect(await reply.json()).toHaveLength(1_000);
  const rules = reply.headers.get('x-understudy-rule') ?? '';
  expect(rules.length).toBeLessThanOrEqual(4_096);
  expect(new Set(rules.split(','))).toEqual(new Set(['getresponse/ping']));
  expect(session.requests()[0]?.rule?.split(',')).toHaveLength(1_000);
});
