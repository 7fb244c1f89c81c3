import { expect, test } from 'vitest';
import { creating } from '../../test/support/faulted-call.ts';
import { sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';

test('resets the connection, and carries nothing out', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'reset', times: 1 });
  expect(await sendRaw(understudy, creating(session))).toMatchObject({ head: '', body: '', ending: 'reset' });
  expect(session.state('leeloo').accounts).toEqual([]);
  expect(session.requests()).toMatchObject([
    { operation: 'create-email-account', source: 'fault', faults: ['reset'], response: { status: 0 } },
  ]);
});

test('comes as late as a latency beside it says', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'reset', times: 1 });
  session.fault('leeloo', { fault: 'latency', ms: 60, times: 1 });
  const heard = await sendRaw(understudy, creating(session));
  expect(heard.ending).toBe('reset');
  expect(heard.waitedMs).toBeGreaterThanOrEqual(55);
  expect(session.requests()[0]?.faults).toEqual(['latency', 'reset']);
});
