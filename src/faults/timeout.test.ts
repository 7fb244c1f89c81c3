import { once } from 'node:events';
import { expect, test } from 'vitest';
import { creating, listenForRequests } from '../../test/support/faulted-call.ts';
import { hear, openRaw, sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';

test('takes the request, carries nothing out and answers nothing until the server stops', async () => {
  const { logger, requested } = listenForRequests();
  const understudy = await startUnderstudy({ logger });
  const session = understudy.session();
  session.fault('leeloo', { fault: 'timeout', times: 1 });
  const heard = openRaw(understudy, creating(session)).then(hear);
  await requested;
  expect(session.state('leeloo').accounts).toEqual([]);
  expect(session.requests()).toMatchObject([
    {
      operation: 'create-email-account',
      source: 'fault',
      faults: ['timeout'],
      request: { body: { data: [{ email: 'revolt@xmpl.net' }] } },
      response: { status: 0, headers: {} },
    },
  ]);
  // After a whole exchange beside it, the first request surely waits for nothing but the end.
  await sendRaw(understudy, creating(session));
  const stoppedAt = performance.now();
  await understudy.close();
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
  expect(await heard).toMatchObject({ head: '', body: '', ending: 'closed' });
});

test('keeps nobody else waiting, and lets a client leave', async () => {
  const { logger, requested } = listenForRequests();
  await using understudy = await startUnderstudy({ logger });
  const session = understudy.session();
  session.fault('leeloo', { fault: 'timeout', times: 1 });
  const socket = await openRaw(understudy, creating(session));
  await requested;
  expect((await sendRaw(understudy, creating(session))).head).toContain('X-Understudy-Source: mock');
  expect(socket.bytesRead).toBe(0);
  const closed = once(socket, 'close');
  socket.destroy();
  await closed;
});
