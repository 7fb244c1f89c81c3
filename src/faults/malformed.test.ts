import { expect, test } from 'vitest';
import type { ProviderName } from '../../mocks/catalogue.ts';
import { created, creating } from '../../test/support/faulted-call.ts';
import { mocks } from '../../test/support/providers.ts';
import { sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';
import { validCalls } from '../provider-tests/valid-calls.ts';

test('breaks the first byte of the real reply, and nothing else', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'malformed', times: 1 });
  const heard = await sendRaw(understudy, creating(session));
  expect(heard.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(heard.head).toContain(`Content-Length: ${created.length}\r\n`);
  expect(heard).toMatchObject({ body: `}${created.slice(1)}`, ending: 'closed' });
  expect(session.state('leeloo').accounts).toHaveLength(1);
});

const names: readonly ProviderName[] = ['leeloo', 'getresponse', 'leadconnector', 'sensorpro'];

test.each(names)('no reply of %s can be parsed', async (name) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault(name, { fault: 'malformed' });
  for (const call of validCalls(mocks[name])) {
    const path = `/~${session.id}/${name}${call.path}`;
    const { body } = await sendRaw(understudy, { ...call, path, body: call.body(1) });
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  }
});

test('leaves a reply without a body as it is', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('getresponse', { fault: 'malformed' });
  const body = '{"jsonrpc":"2.0","method":"ping"}';
  const heard = await sendRaw(understudy, { method: 'POST', path: `/~${session.id}/getresponse/`, body });
  expect(heard.head).toMatch(/^HTTP\/1\.1 204 /);
  expect(heard.body).toBe('');
});
