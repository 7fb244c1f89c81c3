import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const connection_id = '5cfa283a2e9096000b440d51';

/** A state of Leeloo that takes some 20 KB for each account, of which a session of one MiB has room for fewer than a hundred. */
function accounts(count: number, from = 0) {
  return {
    accounts: Array.from({ length: count }, (_, index) => ({
      email: `robin.${from + index}@xmpl.net`,
      name: 'x'.repeat(20_000),
      connection_id,
    })),
  };
}

function startSmall(): Promise<Understudy> {
  return startUnderstudy({ maxSessionState: 1, maxState: 2 });
}

/** Creates accounts one by one until one is refused; gives how many there are, and how that one was refused. */
async function fill(understudy: Understudy, session: string): Promise<[count: number, refusal: string]> {
  for (let count = 0; ; count += 1) {
    const { email, name } = accounts(1, count).accounts[0] ?? {};
    const reply = await send(understudy, 'POST', `/~${session}/leeloo/api/v2/accounts/email`, {
      headers: {
        'content-type': 'application/json',
        'x-leeloo-authtoken': understudy.session(session).credentials.leeloo.token,
      },
      body: { data: [{ email, name }], connection_id },
    });
    if (reply.status !== 200) return [count, `${reply.status} ${reply.headers['x-understudy-rule']}`];
  }
}

test('a session takes no more than its bound, is refused in the words of the provider, and goes on', async () => {
  await using understudy = await startSmall();
  const session = understudy.session('one');
  const [count, refusal] = await fill(understudy, 'one');
  expect(refusal).toBe('507 leeloo/too-much');
  expect(count).toBeGreaterThan(40);
  expect(count).toBeLessThan(53);
  expect(session.state('leeloo').accounts).toHaveLength(count);
  session.seed('leeloo', accounts(count - 1));
  expect(await fill(understudy, 'one')).toEqual([count, refusal]);
});

test('all sessions together take no more than theirs; a reset and a dropped session give theirs back', async () => {
  await using understudy = await startSmall();
  const [count] = await fill(understudy, 'one');
  expect((await fill(understudy, 'two'))[0]).toBe(count);
  expect(await fill(understudy, 'three')).toEqual([0, '507 leeloo/too-much']);
  understudy.session('one').reset();
  expect((await fill(understudy, 'three'))[0]).toBe(count);
  expect((await fill(understudy, 'four'))[0]).toBe(0);
  for (let index = 0; index < 1_000; index += 1) understudy.session(`other-${index}`).clock.now();
  expect((await fill(understudy, 'five'))[0]).toBe(count);
  expect((await fill(understudy, 'six'))[0]).toBe(count);
});

test('the bound holds over the providers of a session', async () => {
  await using understudy = await startSmall();
  const session = understudy.session('one');
  await fill(understudy, 'one');
  const parts = { Company: 'y'.repeat(20_000), APIKey: '0'.repeat(32), Parent: '', ShareCredit: true };
  const organizations = [{ ...parts, CopyAuthorizedSenderEmail: true }];
  expect(() => session.seed('sensorpro', { organizations, users: [] })).toThrow('Cannot store more');
  session.seed('leeloo', { accounts: [] });
  session.seed('sensorpro', { organizations, users: [] });
  expect(session.state('sensorpro').organizations).toHaveLength(2);
});

test('a state that is put is refused as a whole, and what was there stays', async () => {
  await using understudy = await startSmall();
  const put = (count: number) => send(understudy, 'PUT', '/~one/_understudy/state/leeloo', { body: accounts(count) });
  expect((await put(2)).status).toBe(200);
  const refused = await put(100);
  expect([refused.status, refused.headers['x-understudy-error']]).toEqual([507, 'state-full']);
  expect(refused.text).toContain('--max-session-state');
  expect(understudy.session('one').state('leeloo').accounts).toHaveLength(2);
  expect((await put(40)).status).toBe(200);
  expect((await put(2)).status).toBe(200);
});

test('a provider state that has no room is refused, and leaves nothing', async () => {
  await using understudy = await startUnderstudy({ maxSessionState: 0 });
  const body = { action: 'setup', state: 'a Leeloo account exists' };
  const refused = await send(understudy, 'POST', '/~one/_understudy/provider-states', { body });
  expect([refused.status, refused.headers['x-understudy-error']]).toEqual([507, 'state-full']);
  expect(understudy.session('one').state('leeloo').accounts).toEqual([]);
});

test('a snapshot counts where it is restored', async () => {
  await using understudy = await startSmall();
  const [one, two, three] = ['one', 'two', 'three'].map((id) => understudy.session(id));
  one?.seed('leeloo', accounts(40));
  const snapshot = one?.snapshot();
  if (!snapshot || !one) throw new Error('There is no snapshot.');
  two?.restore(snapshot);
  expect(() => three?.restore(snapshot)).toThrow('Cannot store more');
  expect(three?.state('leeloo').accounts).toEqual([]);
  expect(two?.state('leeloo').accounts).toHaveLength(40);
  one.restore(one.snapshot());
  one.restore(snapshot);
  one.reset();
  three?.restore(snapshot);
  expect(() => one.restore(snapshot)).toThrow('Cannot store more');
});

test('records of a state file beyond the bound are there, and only further ones refused', async () => {
  using folder = temporaryFolder();
  const state = join(folder.path, 'state.json');
  {
    await using understudy = await startUnderstudy({ state });
    understudy.session('default').seed('leeloo', accounts(100));
  }
  await using understudy = await startUnderstudy({ state, maxSessionState: 1 });
  const session = understudy.session('default');
  expect(session.state('leeloo').accounts).toHaveLength(100);
  expect(await fill(understudy, 'default')).toEqual([100, '507 leeloo/too-much']);
  session.reset();
  expect((await fill(understudy, 'default'))[0]).toBeGreaterThan(40);
});

test.each([{ maxSessionState: -1 }, { maxState: 0.5 }, { maxState: 2 ** 40 }])(
  'refuses to start with %j',
  async (bounds) => {
    await expect(startUnderstudy(bounds)).rejects.toThrow('(in MiB)');
  },
);
