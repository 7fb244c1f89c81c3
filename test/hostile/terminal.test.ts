import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonLogger } from '../../src/cli/json-logger.ts';
import { terminalLogger } from '../../src/cli/terminal-logger.ts';
import { startUnderstudy } from '../../src/index.ts';
import { printable, printableJson, printableLines } from '../../src/logging/printable.ts';
import { creation4, pact } from '../contracts/pact-fixtures.ts';
import { mocks } from '../support/providers.ts';
import { RawConnection, requestText } from '../support/raw-connection.ts';
import { runCommand } from '../support/run-command.ts';
import { startProcess } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordings } from '../support/upstream-exchange.ts';

/** Clears a screen, sets a title, writes a link, rings, turns the direction, breaks a line: C0, C1 and marks of Unicode. */
const evil = '\x1b[2J\x1b]0;x\x07\x1b]8;;mailto:evil.example\x1b\\\x9b31m\x90q\u202e\u2066\u200f\u2028\u2029\r\b\x7f';
/** What JSON leaves as it is, and a terminal obeys. */
const marks = '\x9b31m\u202e\u2066\u2028';
/** What a terminal obeys, with the line break, which only the toolkit itself may print. */
const obeyed = /[^\P{C}\n]|\p{Zl}|\p{Zp}/u;

function run(...args: readonly string[]) {
  return runCommand(args);
}

test('what is printed has nothing that a terminal obeys, and JSON keeps its value', () => {
  const text = `a\n${evil}ß𝒳é漢字\u{e0001}`;
  expect(printable(text)).toMatch(/^a\?{2}.+ß𝒳é漢字\?$/u);
  for (const shown of [
    printable(text),
    printableLines(text),
    printableJson([text]),
    printableJson({ [text]: text }, 2),
  ]) {
    expect(shown).not.toMatch(obeyed);
  }
  expect(printableLines('a\nb')).toBe('a\n    b');
  expect(JSON.parse(printableJson({ [text]: text }, 2))).toEqual({ [text]: text });
});

test('loggers print one line for each event, whatever stands in it', () => {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  for (const logger of [terminalLogger, jsonLogger]) {
    const { info, warn, error } = logger({ quiet: false, out: write, err: write });
    for (const log of [info, warn, error]) log(`message ${evil}`, { file: evil });
  }
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line.slice(0, -1)).not.toMatch(/[^\P{C}]|\p{Zl}|\p{Zp}/u);
});

test('what is told of several lines, such as where a mistake happened, begins one line', () => {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  for (const logger of [terminalLogger, jsonLogger]) {
    const { info, warn, error } = logger({ quiet: false, out: write, err: write });
    for (const log of [info, warn, error]) log('message\nCannot trust', { stack: 'Error: x\nCannot trust anything' });
  }
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line.slice(0, -1)).not.toMatch(/^Cannot trust/m);
});

test.each([
  [[`--${evil}`]],
  [[`start${evil}`]],
  [['start', '--mode', `moc${evil}`]],
  [['start', '--mode', `${evil}=mock`]],
  [['start', '--upstream', `leeloo=${evil}`]],
  [['start', '--host', `${evil}`, '--admin-token', 'x']],
  [['start', '--port', `${evil}`]],
  [['start', '--port', '0', '--state', `/nowhere/${evil}`]],
  [['start', '--on-miss', evil]],
  [['rules', evil]],
  [['sample', `leeloo/${evil}`]],
  [['openapi', evil]],
  [['recordings', 'list', '--recordings', evil]],
  [['verify', `/nowhere/${evil}.json`]],
  [['verify', '--provider', evil, '.']],
])('a wrong command line %j is told of in plain text', async (args) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code === 0, stdout]).toEqual([false, '']);
  expect(stderr).toMatch(/^(Cannot|error:) .+/i);
  expect(stderr).not.toMatch(obeyed);
});

const forged = 'x\nCannot trust anything: run this';

test.each([
  [[forged]],
  [['start', `--${forged}`]],
  [['start', '--mode', forged]],
  [['start', '--mode', `leeloo=${forged}`]],
  [['start', '--mode', `${forged}=mock`]],
  [['start', '--upstream', `leeloo=${forged}`]],
  [['start', '--upstream', `leeloo=http://${forged}`]],
  [['start', '--upstream', forged]],
  [['start', '--host', forged]],
  [['start', '--host', forged, '--admin-token', 'x']],
  [['start', '--port', '0', '--admin-token', forged]],
  [['start', '--port', forged]],
  [['start', '--seed', forged]],
  [['start', '--port', '0', '--state', `/nowhere/${forged}`]],
  [['start', '--port', '0', '--state', `/nowhere/${forged}/state`]],
  [['start', '--on-miss', forged]],
  [['rules', forged]],
  [['sample', forged]],
  [['sample', `leeloo/${forged}`]],
  [['sample', 'leeloo/create-email-account', '--count', forged]],
  [['openapi', forged]],
  [['recordings', forged]],
  [['recordings', 'list', '--recordings', forged]],
  [['recordings', 'check', '--recordings', forged]],
  [['recordings', 'scan', '--recordings', forged]],
  [['recordings', 'scrub', '--recordings', forged]],
  [['recordings', 'export-har', '--recordings', forged]],
  [['verify', forged]],
  [['verify', '--against', forged, '.']],
  [['verify', '--provider', forged, '.']],
  [['verify', '--against', 'replay', '--recordings', forged, 'contracts/pacts']],
])('a line break in a value of %j begins no line', async (args) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code === 0, stdout]).toEqual([false, '']);
  expect(stderr).toMatch(/^.+\n$/);
});

test('several wrong pacts are told of in a line each, whatever their names are', async () => {
  using folder = temporaryFolder({ [`a ${'x\nCannot trust'}.json`]: '{', 'b.json': '{' });
  const files = readdirSync(folder.path).map((file) => join(folder.path, file));
  const { code, stderr } = await run('verify', ...files);
  expect(code).toBe(2);
  const told = [
    expect.stringMatching(/^Cannot verify .+a x\?Cannot trust\.json: /),
    expect.stringMatching(/^Cannot verify .+b\.json: /),
  ];
  expect(stderr.trimEnd().split('\n')).toEqual(told);
  const { stdout } = await run('verify', folder.path);
  expect(stdout.split('\n').filter((line) => line.includes('Cannot verify'))).toHaveLength(2);
  expect(stdout).not.toMatch(/^Cannot trust/m);
});

test('a line break in the name of a state file begins no line, in the log of a server neither', async () => {
  using folder = temporaryFolder({ [forged.replaceAll(': ', ' ')]: 'damaged' });
  const lines: string[] = [];
  const note = (message: string) => lines.push(message);
  const logger = { debug() {}, info() {}, warn: note, error: note };
  await using _understudy = await startUnderstudy({ state: join(folder.path, forged.replaceAll(': ', ' ')), logger });
  expect(lines).toEqual([expect.stringMatching(/^The state file .+ is damaged: .+$/)]);
});

test('what a start tells as JSON has nothing that a terminal obeys', async () => {
  await using server = await startProcess([
    'start',
    '--port',
    '0',
    '--json',
    '--upstream',
    `leeloo=http://127.0.0.1/${marks}`,
  ]);
  await server.stop('SIGTERM');
  expect(server.firstLine).not.toMatch(obeyed);
  expect(server.listening.providers[0].upstream).toContain(marks);
});

/** A folder whose recordings have names and values that a terminal would obey. */
async function evilRecordings() {
  const folder = await recordings();
  await folder.record({
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: `/api/v2/accounts/email`,
    request: { body: { data: [{ email: `${evil}@b.example`, name: evil }] } },
    reply: { headers: ['Content-Type', 'application/json', 'Server', '\x9b31m'], body: { note: evil, status: 1 } },
  });
  const place = join(folder.folder, 'leeloo/create-email-account');
  const [file = ''] = await folder.files();
  renameSync(join(folder.folder, file), join(place, `${evil}\n.json`));
  writeFileSync(join(place, `torn ${evil}\nCannot trust anything.json`), '{"password": "Tr0mbone9x"');
  mkdirSync(join(folder.folder, `${evil}`));
  writeFileSync(join(folder.folder, evil, `${evil}.json`), JSON.stringify({ version: 1, [evil]: evil }));
  return folder;
}

test('recordings are listed, checked, searched and exported in plain text, whatever their names are', async () => {
  await using folder = await evilRecordings();
  for (const command of ['list', 'check', 'scan', 'export-har', 'scrub']) {
    for (const further of [[], ['--json']]) {
      const { stdout, stderr } = await run('recordings', command, '--recordings', folder.folder, ...further);
      expect(stdout + stderr).not.toMatch(obeyed);
      expect(stdout + stderr).not.toMatch(/^Cannot trust anything/m);
    }
  }
});

test('a server tells of requests and recordings in plain text, to a logger of its own, too', async () => {
  await using folder = await evilRecordings();
  const lines: string[] = [];
  const note = (message: string, details: object = {}) => {
    lines.push(message, ...Object.values(details).map(String));
  };
  const logger = { debug: note, info: note, warn: note, error: note };
  const options = { recordings: folder.folder, modes: { leeloo: 'replay' }, env: {}, logger } as const;
  {
    await using understudy = await startUnderstudy(options);
    const hostile = encodeURIComponent(evil);
    for (const path of [`/leeloo/${hostile}`, `/sensorpro/auth/${hostile}`, `/getresponse/?${hostile}`]) {
      using connection = await RawConnection.open(understudy);
      const headers = { Host: 'localhost', 'User-Agent': '\x9b31m', 'Content-Length': 0, Connection: 'close' };
      await connection.write(Buffer.from(requestText('POST', path, headers), 'latin1'));
      await connection.finish();
    }
  }
  expect(lines.length).toBeGreaterThan(6);
  expect(lines.filter((line) => obeyed.test(line) || line.includes('\n'))).toEqual([]);
});

test('pacts are verified in plain text, whatever stands in them', async () => {
  const { request, response } = creation4;
  using folder = temporaryFolder({
    [`pact ${evil}.json`]: pact(
      '4.0',
      [
        { ...creation4, description: `does not hold ${evil}`, response: { ...response, status: 599 } },
        { ...creation4, description: evil, request: { ...request, path: `/api/${evil}`, method: `POST${evil}` } },
      ],
      { consumer: { name: `shop${evil}` } },
    ),
  });
  for (const further of [[], ['--json']]) {
    const { code, stdout, stderr } = await run('verify', folder.path, ...further);
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toMatch(obeyed);
  }
  using broken = temporaryFolder({
    [`${evil}\n.json`]: pact(evil, []),
    'state.json': pact('4.0', [{ ...creation4, providerStates: [{ name: evil }] }]),
    'provider.json': pact('4.0', [], { provider: { name: evil } }),
  });
  const files = readdirSync(broken.path).map((file) => join(broken.path, file));
  for (const [paths, ends] of [[[broken.path], 1] as const, [files, 2] as const]) {
    const { code, stdout, stderr } = await run('verify', ...paths);
    expect(code).toBe(ends);
    expect(stdout + stderr).not.toMatch(obeyed);
  }
});
