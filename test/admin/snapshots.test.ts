import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { sendTo, validCall } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function addAccount(understudy: Understudy, session: string, seed: number): Promise<string> {
  const { method, path, headers, body } = validCall(mocks.getresponse, 'add-account');
  return (await sendTo(understudy, session, mocks.getresponse, { method, path, headers, body: body(seed) })).text;
}

async function take(understudy: Understudy, session: string): Promise<{ readonly snapshot: string }> {
  const reply = await send(understudy, 'POST', `/~${session}/_understudy/snapshot`);
  expect(reply.status).toBe(200);
  return JSON.parse(reply.text);
}

function restore(understudy: Understudy, session: string, body: unknown) {
  return send(understudy, 'POST', `/~${session}/_understudy/restore`, { body });
}

test('a snapshot is restored in any session, and the same calls give the same bytes after it', async () => {
  await using understudy = await startUnderstudy();
  await addAccount(understudy, 'a', 1);
  const snapshot = await take(understudy, 'a');
  const state = understudy.session('a').state('getresponse');
  const after = await addAccount(understudy, 'a', 2);
  expect((await restore(understudy, 'a', snapshot)).json()).toEqual({ session: 'a', status: 'restored' });
  expect(understudy.session('a').state('getresponse')).toEqual(state);
  expect((await restore(understudy, 'b', snapshot)).status).toBe(200);
  expect(await addAccount(understudy, 'b', 2)).toBe(after);
});

test('a snapshot shows nothing of what it holds', async () => {
  await using understudy = await startUnderstudy();
  await addAccount(understudy, 'a', 1);
  const [account] = understudy.session('a').state('getresponse').accounts;
  const { snapshot } = await take(understudy, 'a');
  const bytes = Buffer.from(snapshot, 'base64url');
  expect(account?.email).toContain('@');
  expect(bytes.includes(account?.email ?? '')).toBe(false);
  expect((await take(understudy, 'a')).snapshot).not.toBe(snapshot);
});

test('what is no snapshot of this server is refused, and changes nothing', async () => {
  await using understudy = await startUnderstudy();
  await using other = await startUnderstudy();
  await addAccount(understudy, 'a', 1);
  const before = understudy.session('a').state('getresponse');
  const { snapshot } = await take(understudy, 'a');
  const changed = Buffer.from(snapshot, 'base64url');
  changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
  const wrong = [
    undefined,
    {},
    [],
    'x',
    { snapshot: 5 },
    { snapshot: '' },
    { snapshot: 'AAAA' },
    { snapshot: 'a'.repeat(5_000) },
    { snapshot: changed.toString('base64url') },
    await take(other, 'a'),
  ];
  for (const body of wrong) {
    const reply = await restore(understudy, 'a', body === undefined ? '' : body);
    expect(reply.status).toBe(400);
    expect(['invalid-snapshot', 'invalid-json']).toContain(reply.headers['x-understudy-error']);
  }
  expect(understudy.session('a').state('getresponse')).toEqual(before);
});

test('a snapshot outlives its server where that keeps its state', async () => {
  using folder = temporaryFolder();
  const options = { state: `${folder.path}/state` };
  let snapshot: { readonly snapshot: string };
  {
    await using first = await startUnderstudy(options);
    await addAccount(first, 'a', 1);
    snapshot = await take(first, 'a');
  }
  await using second = await startUnderstudy(options);
  expect((await restore(second, 'a', snapshot)).status).toBe(200);
  expect(second.session('a').state('getresponse').accounts).toHaveLength(1);
});
