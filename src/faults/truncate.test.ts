import { expect, test } from 'vitest';
import { created, creating } from '../../test/support/faulted-call.ts';
import { sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';

test.each([0, 1, 10, created.length - 1])('closes the connection after %i bytes of the real reply', async (bytes) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'truncate', bytes, times: 1 });
  const heard = await sendRaw(understudy, creating(session));
  expect(heard.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(heard.head).toContain(`Content-Length: ${created.length}\r\n`);
  expect(heard.head).toContain('X-Understudy-Source: fault\r\nX-Understudy-Rule: leeloo/created');
  expect(heard).toMatchObject({ body: created.slice(0, bytes), ending: 'closed' });
  expect(session.state('leeloo').accounts).toHaveLength(1);
});

test('leaves a reply whole that is no longer', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'truncate', bytes: created.length });
  expect((await sendRaw(understudy, creating(session))).body).toBe(created);
});

test('shows the whole reply in the journal, where its secrets can be found and masked', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const { api_key, organization, user, password } = session.credentials.sensorpro;
  session.fault('sensorpro', { fault: 'truncate', bytes: 150 });
  const heard = await sendRaw(understudy, {
    method: 'POST',
    path: `/~${session.id}/sensorpro/auth/sys/signin`,
    headers: { 'Content-Type': 'application/json', 'x-apikey': api_key },
    body: JSON.stringify({ Organization: organization, User: user, Password: password }),
  });
  expect(heard.body).toMatch(/"Token":"[\da-f-]{8}/);
  expect(session.requests()).toMatchObject([{ faults: ['truncate'], response: { body: { Token: '***' } } }]);
});

test('cuts as late as a latency beside it says', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'truncate', bytes: 5 });
  session.fault('leeloo', { fault: 'latency', ms: 60 });
  const heard = await sendRaw(understudy, creating(session));
  expect(heard.waitedMs).toBeGreaterThanOrEqual(55);
  expect(heard.body).toBe(created.slice(0, 5));
});
