import { expect, test } from 'vitest';
import { creating } from '../../test/support/faulted-call.ts';
import { mocks } from '../../test/support/providers.ts';
import { sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';
import { validCalls } from '../provider-tests/valid-calls.ts';

const internalError = { code: -32603, message: 'Internal error' };
const failures = [
  ['leeloo', { status: 0, error: { code: 'SERVER_ERROR' } }],
  ['leadconnector', { statusCode: 503, message: 'Service Unavailable' }],
  ['getresponse', { jsonrpc: '2.0', error: internalError }],
  ['sensorpro', { Result: { ErrorMessages: [{ Sequence: 0, Description: 'The service failed.', Code: 1900 }] } }],
] as const;

test.each(failures)('%s fails in its own words, whatever is called', async (name, failure) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault(name, { fault: 'status', status: 503 });
  for (const { method, path, headers, body } of validCalls(mocks[name])) {
    const sent = { method, path: `/~${session.id}/${name}${path}`, headers, body: body(1) };
    const heard = await sendRaw(understudy, sent);
    expect(heard.head).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
    expect(heard.head).toContain('X-Understudy-Source: fault');
    expect(heard.head).not.toContain('X-Understudy-Rule');
    expect(JSON.parse(heard.body)).toMatchObject(failure);
  }
});

test.each([
  ['leeloo', 500],
  ['leadconnector', 500],
  ['getresponse', 200],
  ['sensorpro', 500],
] as const)('%s fails with its own status %i when none is asked for', async (name, status) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault(name, { fault: 'status' });
  for (const call of validCalls(mocks[name])) {
    const path = `/~${session.id}/${name}${call.path}`;
    const heard = await sendRaw(understudy, { ...call, path, body: call.body(1) });
    expect(heard.head).toContain(`HTTP/1.1 ${status} `);
  }
});

test('carries nothing out, and the journal has what was sent and answered', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'status' });
  await sendRaw(understudy, creating(session));
  expect(session.state('leeloo').accounts).toEqual([]);
  const [entry] = session.requests('leeloo');
  expect(entry).toMatchObject({
    operation: 'create-email-account',
    source: 'fault',
    faults: ['status'],
    rules: [],
    request: { headers: { 'x-leeloo-authtoken': '***' }, body: { data: [{ email: 'revolt@xmpl.net' }] } },
    response: { status: 500, body: { status: 0, error: { code: 'SERVER_ERROR' } } },
  });
  expect(entry).not.toHaveProperty('rule');
});

test('answers each call of a JSON-RPC batch with its own id, and a notification not at all', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('getresponse', { fault: 'status' });
  const ping = { jsonrpc: '2.0', method: 'ping', params: ['key'] };
  const post = (body: unknown) => fetch(session.url('getresponse'), { method: 'POST', body: JSON.stringify(body) });
  const batch = await post([{ ...ping, id: 'one' }, ping, { ...ping, id: 2 }]);
  expect(await batch.json()).toEqual([
    { jsonrpc: '2.0', error: internalError, id: 'one' },
    { jsonrpc: '2.0', error: internalError, id: 2 },
  ]);
  expect((await post(ping)).status).toBe(204);
  expect(await (await post('no call')).json()).toEqual({ jsonrpc: '2.0', error: internalError, id: null });
});
