import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { endWithTheTests } from '../support/end-with-the-tests.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

/** Bytes of a journal entry and what belongs to it; a whole exchange with its streams has five times as many. */
const entryBytes = 4_096;
const requests = 400;

test('of a proxied exchange nothing but its journal entry is left for a full garbage collection', async () => {
  await using upstream = await startStandIn((response) => response.end('{"status":1}'));
  const child = endWithTheTests(fork('test/proxy/proxy-server.ts', [upstream.url], { execArgv: ['--expose-gc'] }));
  onTestFinished(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [url] = await once(child, 'message');
  const send = async () => {
    const body = JSON.stringify({ data: [{ email: 'a@b.example' }] });
    const response = await fetch(`${url}/leeloo/api/v2/accounts/email`, { method: 'POST', body });
    expect(await response.json()).toEqual({ status: 1 });
  };
  const oldBytes = async (): Promise<number> => {
    for (let sent = 0; sent < requests; sent += 8) await Promise.all(Array.from({ length: 8 }, send));
    child.send('measure');
    const [bytes] = await once(child, 'message');
    return bytes;
  };
  // Until everything is loaded and the journal is as full as it gets.
  for (let time = 0; time < 3; time += 1) await oldBytes();
  const before = await oldBytes();
  const perRequest = ((await oldBytes()) - before) / requests;
  // Less than nothing would be a full collection in between, which says nothing.
  expect(perRequest).toBeGreaterThan(0);
  expect(perRequest).toBeLessThan(entryBytes);
});
