import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Vault } from '../../proxy/redaction/vault.ts';
import { serverSecrets } from '../../src/app/server-secrets.ts';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import { credentialVariable } from '../../src/secrets/credential.ts';
import { encoders } from '../support/encoders.ts';
import { mocks, providers } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';
import { recordings, replayed, type Sketch } from '../support/upstream-exchange.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const adminToken = 'Adm1n/T0ken of "this" server';
const guid = '7d0c1b52-9a3e-4f61-8b7d-2c5e9f1a3b4c';

/** A real credential of each role for every provider, none of them like another. */
const env: Readonly<Record<string, string>> = Object.fromEntries(
  providers.flatMap(({ name, credentials }) =>
    Object.keys(credentials).map((role) => [credentialVariable(name, role), `real ${role} of/${name}+${guid}`]),
  ),
);
const secret = (provider: string, role: string) => env[credentialVariable(provider, role)] ?? '';
const secrets = [
  secret('leadconnector', 'token'),
  secret('getresponse', 'api_key'),
  secret('sensorpro', 'password'),
  secret('sensorpro', 'api_key'),
  secret('leeloo', 'token'),
  adminToken,
];

/** Every secret, in two spellings. */
const told = secrets.flatMap((each) => [each, encoders.percentLowerCase(each)]).join(' | ');

function expectNone(texts: readonly string[]): void {
  for (const each of secrets) {
    for (const spelled of [
      each,
      encodeURIComponent(each),
      encoders.percentLowerCase(each),
      JSON.stringify(each).slice(1, -1),
    ])
      expect(
        texts.filter((text) => text.includes(spelled)),
        spelled,
      ).toEqual([]);
  }
  expect(texts.filter((text) => /real (token|api_key|password)|Adm1n|7d0c1b52/i.test(text))).toEqual([]);
}

test.each(['mock', 'proxy', 'record', 'replay'] as const)(
  'in the mode %s no secret of the server is in a journal, a log, an error or a recording, whosever it is',
  async (mode) => {
    await using folder = await recordings();
    await using upstream = await startStandIn((response) => {
      response.writeHead(401, {
        'Content-Type': 'application/json',
        Location: `/x?note=${encodeURIComponent(secrets[0] ?? '')}`,
      });
      response.end(JSON.stringify({ message: `no: ${told}` }));
    });
    const logged: string[] = [];
    const note = (...said: unknown[]) => logged.push(JSON.stringify(said));
    const understudy = await startUnderstudy({
      env,
      adminToken,
      recordings: folder.folder,
      modes: { leeloo: mode },
      upstreams: { leeloo: upstream.url },
      logger: { debug: note, info: note, warn: note, error: note },
    });
    const call = validCall(mocks.leeloo, 'create-email-account');
    const reply = await send(understudy, 'POST', `/leeloo${call.path}?note=${encodeURIComponent(told)}`, {
      headers: { ...call.headers, 'user-agent': told },
      body: { data: [{ email: 'a@b.example', name: told }], note: told },
    });
    const authorization = { authorization: `Bearer ${adminToken}` };
    const journal = await send(understudy, 'GET', '/_understudy/requests', { headers: authorization });
    await understudy.close();
    expect([logged.length, journal.text.includes('***')]).toEqual([1, true]);
    expectNone([journal.text, ...logged, await folder.text(), ...(mode === 'replay' ? [reply.text] : [])]);
    expect(await folder.files()).toHaveLength(mode === 'record' ? 1 : 0);
  },
);

test.each(Object.entries(encoders))(
  'a journal shows none in a query or a form where it is spelled %s',
  async (_how, encode) => {
    const token = 'Adm1n&Tok=n;0f-this';
    await using understudy = await startUnderstudy({ adminToken: token });
    const text = `a=1&q=${encode(token)}&b=2`;
    const query = text.replace(/[^!-~]/g, encodeURIComponent).replaceAll('#', '%23');
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await send(understudy, 'POST', `/leeloo/api/v2/accounts/email?${query}`, { headers, body: Buffer.from(text) });
    const [entry] = understudy.session('default').requests();
    expect(entry?.request.path).toMatch(/\?a=1&q=\*\*\*&b=2$/);
    expect(`${entry?.request.body}`).not.toContain(encode(token));
  },
);

test('a secret that is taken for the name of a session is in no log', async () => {
  const logged: string[] = [];
  const note = (...said: unknown[]) => logged.push(JSON.stringify(said));
  await using understudy = await startUnderstudy({
    env: { UNDERSTUDY_LEADCONNECTOR_TOKEN: `pit-${guid}` },
    logger: { debug: note, info: note, warn: note, error: note },
  });
  await send(understudy, 'GET', `/~pit-${guid}/leadconnector/users/1`);
  expect(logged).toHaveLength(1);
  expect(logged.join()).not.toContain(guid);
});

test('a request with the secret of another provider finds its recording again, in another run too', async () => {
  const settings = {
    credentials: [{ provider: 'leadconnector', role: 'token', published: 'p', value: `pit-${guid}` }],
  } as const;
  const asked: Sketch = {
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    request: { body: { data: [{ email: 'a@b.example', note: guid, other: `<pit-${guid}>` }] } },
    reply: { body: { said: `pit-${guid.toUpperCase()}` } },
  };
  await using folder = await recordings(settings);
  await folder.record(asked, asked);
  expect(await folder.text()).not.toMatch(new RegExp(`pit-${guid}`, 'i'));
  const { replay } = folder.replayer();
  expect(await replay(replayed(asked))).toHaveProperty('status', 200);
});

test('given secrets are not forgotten, however many tokens are issued', () => {
  const vault = new Vault(mocks.sensorpro, [], [adminToken]);
  for (let issued = 0; issued < 10_001; issued += 1) vault.issue(`issued-token-${issued}`, 'token');
  expect(vault.standIn(adminToken)).toBeDefined();
  expect(vault.standIn('issued-token-1')).toBeUndefined();
});

test('published credentials, users and organizations are no secrets of a server', () => {
  const { credentials } = mocks.leeloo;
  const of = (role: 'token' | 'organization', value: string) => ({
    provider: 'leeloo',
    role,
    published: credentials.token,
    value,
  });
  expect(
    serverSecrets([of('token', credentials.token), of('organization', 'My Company'), of('token', guid)], {}),
  ).toEqual([guid]);
});

test('the commands on recordings know all secrets of the environment', async () => {
  await using folder = await recordings();
  await folder.record({
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    request: { body: { data: [{ email: 'a@b.example', name: 'UNDISCLOSED' }] } },
    reply: { body: {} },
  });
  const [file = ''] = await folder.files();
  const path = join(folder.folder, file);
  for (const each of [adminToken, secret('leadconnector', 'token')]) {
    const clean = await readFile(path, 'utf8');
    const spelled = [...Buffer.from(each)].map((byte) => `%${byte.toString(16)}`).join('');
    await writeFile(path, clean.replace('UNDISCLOSED', spelled));
    const run = (command: string) =>
      runCommand(['recordings', command, '--recordings', folder.folder], {
        ...env,
        UNDERSTUDY_ADMIN_TOKEN: adminToken,
      });
    expect((await run('scan')).stdout).toContain('a given secret');
    expect((await run('check')).stdout).toContain('it holds a secret');
    expect((await run('scrub')).code).toBe(0);
    expect(await readFile(path, 'utf8')).not.toContain(spelled);
    expect((await run('scan')).code).toBe(0);
    await writeFile(path, clean);
  }
});
