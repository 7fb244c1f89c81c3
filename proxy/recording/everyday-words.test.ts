import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { readFolder } from '../recording-format/read-folder.ts';

const { leadconnector, sensorpro } = mocks;
const plans = { plan: 'standard', plans: ['standard', 'premium'], note: 'A standard plan.' };
const asks: Sketch = { provider: leadconnector, path: '/plans', method: 'GET', reply: { body: plans } };
const json = ['Content-Type', 'application/json'];

async function verdictsIn(folder: string): Promise<unknown[]> {
  const { recordings: stored } = await readFolder(folder);
  return stored.map(({ recording }) => recording.check.verdict);
}

test.each<[where: string, before: Sketch]>([
  [
    'a cookie of a reply',
    { ...asks, path: '/a', reply: { headers: ['Set-Cookie', 'plan=standard; Path=/plans'], body: '' } },
  ],
  [
    'several cookies in one',
    { ...asks, path: '/a', reply: { headers: ['Set-Cookie', 'a=b, plan=standard'], body: '' } },
  ],
  [
    'a member of a secret name',
    { ...asks, path: '/a', reply: { body: { token: 'standard', n: { api_key: 'premium' } } } },
  ],
  [
    'an address',
    { ...asks, path: '/a', reply: { headers: ['Location', '/x?token=standard&secret=premium'], body: '' } },
  ],
])('a word in %s stays a word in later recordings, which play to the byte', async (_where, before) => {
  await using folder = await recordings();
  await folder.record(before, asks);
  expect(await verdictsIn(folder.folder)).toEqual(['proven', 'proven']);
  const reply = await folder.replayer().replay(replayed(asks));
  expect('body' in reply && reply.body.toString()).toBe(JSON.stringify(plans));
});

test('a word in a cookie of the request stays a word in its own reply', async () => {
  await using folder = await recordings();
  const sketch = { ...asks, request: { headers: ['Cookie', 'plan=standard; theme=dark-blue'] } };
  await folder.record(sketch);
  expect(await verdictsIn(folder.folder)).toEqual(['proven']);
  const reply = await folder.replayer().replay(replayed(sketch));
  expect('body' in reply && reply.body.toString()).toBe(JSON.stringify(plans));
});

test('the values of cookies and named secrets are still hidden where they stand, words or not', async () => {
  await using folder = await recordings();
  const headers = [...json, 'Set-Cookie', 'plan=standard'];
  await folder.record({ ...asks, reply: { headers, body: { password: 'sunshine' } } });
  const text = await folder.text();
  expect(text).not.toMatch(/standard|sunshine/);
  expect(await verdictsIn(folder.folder)).toEqual(['proven']);
});

test('what looks like a secret is learned from a cookie, and hidden in later recordings', async () => {
  await using folder = await recordings();
  const sid = '0e9a1f771b2c4d3e';
  const headers = ['Set-Cookie', `a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT, sid=${sid}; Path=/`];
  await folder.record({ ...asks, path: '/a', reply: { headers, body: '' } });
  await folder.record({ ...asks, reply: { body: { note: `for ${sid}` } } });
  expect(await folder.text()).not.toContain(sid);
  expect(await verdictsIn(folder.folder)).toEqual(['proven', 'proven']);
});

test('a token that is a word, and stands at its declared place, changes no later recording that is called proven', async () => {
  await using folder = await recordings();
  const signIn: Sketch = {
    provider: sensorpro,
    operation: 'sign-in',
    path: '/auth/sys/signin',
    request: { body: { Organization: 'A', User: 'u', Password: 'p' } },
    reply: { body: { Token: 'standard' } },
  };
  const later: Sketch = { provider: sensorpro, path: '/plans', method: 'POST', reply: { body: { n: 1 } } };
  await folder.record(
    signIn,
    { ...later, reply: { body: plans } },
    { ...later, request: { headers: json, body: { plan: 'standard' } } },
  );
  expect(await folder.text()).not.toContain('"standard"');
  expect((await folder.files()).filter((file) => file.startsWith('aside/'))).toHaveLength(2);
});

test('an email that signs in is hidden in the reply as well, and proven: it can be no other word', async () => {
  await using folder = await recordings();
  await folder.record({
    provider: sensorpro,
    operation: 'sign-in',
    path: '/auth/sys/signin',
    request: { body: { Organization: 'A', User: 'jane@corp.example', Password: 'p' } },
    reply: { body: { said: 'Hello jane@corp.example' } },
  });
  expect(await folder.text()).not.toContain('jane@');
  expect(await verdictsIn(folder.folder)).toEqual(['proven']);
});
