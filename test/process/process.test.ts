import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { runCommand } from '../support/run-command.ts';
import { runProcess, startCommand, startProcess } from '../support/run-process.ts';

test('prints where it listens as the first JSON line, answers, and ends with exit code 0 at SIGTERM', async () => {
  await using server = await startProcess(['start', '--port', '0', '--json']);
  const { event, url, providers } = server.listening;
  expect(event).toBe('listening');
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(providers.map(({ name }: { name: string }) => name)).toEqual([
    'leeloo',
    'getresponse',
    'leadconnector',
    'sensorpro',
  ]);
  const health = await (await fetch(`${url}/_understudy/health`)).json();
  expect(health).toMatchObject({
    status: 'ok',
    providers: [{ name: 'leeloo', mode: 'mock', baseUrl: `${url}/leeloo` }, {}, {}, {}],
  });
  await fetch(`${url}/leeloo/api/v2/accounts/email`, { method: 'POST' });
  const line = await server.nextLine();
  expect(JSON.parse(line)).toMatchObject({
    event: 'request',
    provider: 'leeloo',
    operation: 'create-email-account',
    method: 'POST',
    path: '/api/v2/accounts/email',
    status: 200,
    // Leeloo refuses with 200.
    refused: true,
    source: 'mock',
    session: 'default',
  });
  expect(await server.stop('SIGTERM')).toEqual({ code: 0, stderr: '' });
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'finishes a request under way at %s, then ends with exit code 0',
  async (signal) => {
    await using server = await startProcess(['start', '--port', '0', '--json', '--quiet']);
    const sending = request(`${server.listening.url}/leeloo/api/v2/accounts/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': 2, Expect: '100-continue' },
    });
    const replied = once(sending, 'response');
    sending.flushHeaders();
    // The server has the request as soon as it asks for the body.
    await once(sending, 'continue');
    const stopped = server.stop(signal);
    await server.refusesConnections();
    sending.end('{}');
    const [reply] = await replied;
    expect(reply.statusCode).toBe(200);
    reply.resume();
    expect(await stopped).toEqual({ code: 0, stderr: '' });
  },
);

test('a provider that is no mock shows where it goes and by which variables, never their values, and no call to try', async () => {
  const env = { UNDERSTUDY_SENSORPRO_API_KEY: 'real-key-0123456789', UNDERSTUDY_LEELOO_TOKEN: ' ' };
  const args = ['start', '--port', '0', '--quiet', '--mode', 'sensorpro=record', '--mode', 'leeloo=proxy'];
  await using server = await startCommand(
    [process.execPath, 'src/main.ts', ...args, '--upstream', 'leeloo=http://127.0.0.1:9'],
    env,
  );
  const shown = await server.banner();
  expect(shown).toContain('leeloo goes on to http://127.0.0.1:9, without UNDERSTUDY_LEELOO_TOKEN.');
  expect(shown).toMatch(
    /sensorpro goes on to https:\S+, with UNDERSTUDY_SENSORPRO_API_KEY, without UNDERSTUDY_SENSORPRO_ORGANIZATION, /,
  );
  expect(shown).not.toContain('real-key');
  const titles = [...shown.matchAll(/^# (\w+)/gm)].map(([, title]) => title);
  expect(titles).toEqual(['GetResponse', 'LeadConnector']);
  await server.stop('SIGTERM');
});

test('sample --curl prints commands that work when pasted', async () => {
  await using server = await startProcess(['start', '--port', '0', '--quiet']);
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await server.banner()) ?? [];
  const operations = ['leeloo/create-email-account', 'leadconnector/create-user', 'getresponse/add-account'];
  for (const operation of [...operations, 'sensorpro/add-update-user']) {
    const { stdout } = await runCommand(['sample', operation, '--curl', '--url', url, '--count', '2']);
    const commands = stdout.split(/^(?=curl )/m);
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const reply = await runProcess('sh', ['-c', command.replace('curl ', `curl -s -w '\\n%{http_code}' `)]);
      expect(reply.stdout).toMatch(/\n20[01]$/);
      expect(reply.stdout).not.toContain('"error"');
    }
  }
  await server.stop('SIGTERM');
});

test('prints a table and a curl command for each provider that works when pasted', async () => {
  await using server = await startProcess(['start', '--port', '0', '--quiet']);
  const shown = await server.banner();
  expect(shown).toContain('Plays 4 providers');
  const commands = shown
    .split('\n# ')
    .slice(1)
    .map((part) => part.slice(part.indexOf('\n') + 1));
  expect(commands).toHaveLength(4);
  for (const command of commands) {
    const { code, stdout } = await runProcess('sh', ['-c', command.replace('curl ', `curl -s -w '\\n%{http_code}' `)]);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^20[01]$/);
    expect(stdout).not.toContain('"error"');
  }
  await server.stop('SIGTERM');
});

test('says in one line that the port is taken, and ends with exit code 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, stdout, stderr } = await runProcess(process.execPath, ['src/main.ts', 'start', '--port', String(port)]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `Cannot listen on 127.0.0.1:${port}: the port is taken. Take another with --port N, or a free one with --port 0.\n`,
  );
  taken.close();
});

test.each([
  [['start', '--prot', '1'], '--port'],
  [['start', '--port', 'http'], '65535'],
  [['start', '--port', '65536'], '65535'],
  [['start', '--seed', '-1'], 'seed'],
  [['start', '--host', '0.0.0.0'], '--admin-token'],
  [['start', 'now'], 'argument'],
  [['strat'], 'start'],
  [['rules', 'leelo'], 'leeloo'],
  [['rules', 'leeloo/tag-asigned'], 'leeloo/tag-assigned'],
  [['states', 'leelo'], 'leeloo'],
  [['openapi', 'sensopro'], 'sensorpro'],
  [['openapi', 'leadconnector', '--api-version', 'v9'], 'There are 2021-07-28, v3.'],
  [['openapi'], 'provider'],
  [['sample', 'leeloo/create-email'], 'create-email-account'],
  [['sample', 'leeloo'], 'create-email-account'],
  [['sample', 'leeloo/create-email-account', '--count', 'x'], 'count'],
])('refuses %j in one line with the right word, and ends with exit code 2', async (args, word) => {
  const { code, stdout, stderr } = await runCommand(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(word);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('prints the whole ledger as JSON', async () => {
  const { code, stdout } = await runCommand(['rules', '--json']);
  expect(code).toBe(0);
  const { rules } = JSON.parse(stdout);
  expect(rules.length).toBeGreaterThan(80);
  expect(rules[0]).toMatchObject({ provider: 'leeloo', id: expect.stringMatching(/^leeloo\//), basis: [{}, {}] });
});

test('shows one rule with its examples, for people and as JSON', async () => {
  const { code, stdout } = await runCommand(['rules', 'leeloo/tag-assigned']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^leeloo\/tag-assigned\n/);
  expect(stdout).toContain('[assumed, medium] accounts that exist');
  expect(stdout).toContain('POST /api/v2/accounts/email {"data":[{"email":"little.john@xmpl.net"');
  const { stdout: json } = await runCommand(['rules', 'leeloo/tag-assigned', '--json']);
  const { id, examples } = JSON.parse(json);
  expect({ id, examples }).toMatchObject({
    id: 'leeloo/tag-assigned',
    examples: [{ file: 'examples/tag-assigned.json', rule: 'leeloo/tag-assigned' }],
  });
});

test('lists the assumptions of one provider or of all, the weakest first', async () => {
  const { code, stdout } = await runCommand(['rules', 'leeloo', '--weak', '--json']);
  expect(code).toBe(0);
  const { assumptions } = JSON.parse(stdout);
  const strengths: string[] = assumptions.map(({ strength }: { strength: string }) => strength);
  expect(strengths.indexOf('medium')).toBe(strengths.lastIndexOf('weak') + 1);
  expect(strengths.indexOf('strong')).toBe(strengths.lastIndexOf('medium') + 1);
  expect(assumptions[0]).toMatchObject({
    provider: 'leeloo',
    rule: expect.stringMatching(/^leeloo\//),
    strength: 'weak',
  });
  const { stdout: printed } = await runCommand(['rules', '--weak']);
  expect(printed).toMatch(/\n\d+ assumptions: \d+ weak, \d+ medium, \d+ strong\. /);
});

test('lists provider states with their params and the values they return', async () => {
  const { code, stdout } = await runCommand(['states', 'leeloo', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).states).toContainEqual({
    provider: 'leeloo',
    state: 'no Leeloo account exists',
    params: { email: 'revolt@xmpl.net' },
    values: { email: 'revolt@xmpl.net' },
  });
  const { stdout: printed } = await runCommand(['states']);
  for (const name of ['leeloo', 'getresponse', 'leadconnector', 'sensorpro'])
    expect(printed).toContain(`(${name})\n  params`);
});

test('shows help for every command', async () => {
  for (const command of ['start', 'rules', 'states', 'openapi', 'sample']) {
    const { code, stdout } = await runCommand([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`understudy ${command}`);
  }
});

test('npm start, ended by a signal to npm, leaves no server', async ({ skip }) => {
  skip(process.platform === 'win32', 'There are no signals to npm.');
  const server = await startCommand(['npm', 'start', '--silent', '--', '--port', '0', '--json', '--quiet']);
  await server.stop('SIGTERM');
  await server.refusesConnections();
});
