import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';

/** The text of a state file whose checksums are right, whatever its lines say. */
function forged(...lines: readonly string[]): string {
  let checksum = 0;
  const checked = lines.map((line) => {
    checksum = crc32(line, checksum);
    return `${checksum.toString(16).padStart(8, '0')} ${line}\n`;
  });
  return checked.join('');
}

const key = '0'.repeat(64);

function head(worlds: string, digestKey = `"${key}"`): string {
  return `{"understudyState":1,"digestKey":${digestKey},"worlds":${worlds}}`;
}

function leeloo(stores: string, drawn = '0'): string {
  return head(`[["leeloo",{"drawn":${drawn},"stores":${stores}}]]`);
}

/** Starts on a state file of this text, and gives what was told, what is stored and what stands in the folder. */
async function startOn(text: string | Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const state = join(folder, 'state');
  writeFileSync(state, text);
  const warnings: string[] = [];
  const note = (message: string) => warnings.push(message);
  const logger = { debug() {}, info() {}, warn: note, error: note };
  await using understudy = await startUnderstudy({ state, env: {}, logger });
  const stored = (await send(understudy, 'GET', '/_understudy/state/leeloo')).text;
  return { warnings, stored, aside: readdirSync(folder).filter((name) => name.includes('.damaged-')), folder };
}

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

test.each([
  ['somebody else', 'GET / HTTP/1.1'],
  ['bytes that are no text', Buffer.from([0, 255, 10, 1])],
  ['no JSON', forged('{nope')],
  ['another version', forged('{"understudyState":2}')],
  ['no records', forged(`{"understudyState":1,"digestKey":"${key}"}`)],
  ['records that are none', forged(head('[[1,2],null]'))],
  ['a key that is none', forged(head('[]', '5'))],
  ['an empty key', forged(head('[]', '""'))],
  ['stores that are none', forged(leeloo('"x"'))],
  ['a record that is none', forged(leeloo('{"accounts":[["a",null]]}'))],
  ['ids beyond all numbers', forged(leeloo('{}', '1e400'))],
  ['ids below zero', forged(leeloo('{}', '-1'))],
  ['lists in lists', forged(leeloo(`{"accounts":[["a",{"x":${deep}}]]}`))],
])('a state file of %s is set aside, and the state begins empty', async (_what, text) => {
  const { warnings, stored, aside, folder } = await startOn(text);
  expect(JSON.parse(stored)).toMatchObject({ accounts: [] });
  expect(warnings).toEqual([
    expect.stringMatching(/^The state file .+ is damaged: .+ It is set aside as .+; the state begins empty\.$/),
  ]);
  expect(aside.map((name) => readFileSync(join(folder, name)))).toEqual([Buffer.from(text)]);
});

test.each([
  ['no changes', '{"provider":"leeloo","drawn":0}'],
  ['changes that are none', '{"provider":"leeloo","drawn":0,"changes":[null]}'],
  ['no world', '{"provider":"leeloo","world":null}'],
  ['no JSON', '{nope'],
])('what stands before a line of %s is read', async (_what, line) => {
  const account = '{"email":"a@b.example","connection_id":"5cfa283a2e9096000b440d51","name":"A"}';
  const { warnings, stored, aside } = await startOn(
    forged(leeloo(`{"accounts":[["5cfa283a2e9096000b440d51/a@b.example",${account}]]}`), line),
  );
  expect(stored).toContain('a@b.example');
  expect(warnings).toEqual([expect.stringMatching(/ A copy is set aside as .+; what stands before was read\.$/)]);
  expect(aside).toHaveLength(1);
});

test('names of a prototype in a state file are names like others', async () => {
  const hostile =
    '[["__proto__",{"drawn":0,"stores":{"__proto__":[["__proto__",{"polluted":true}]],"constructor":[]}}]]';
  const { warnings, stored } = await startOn(forged(head(hostile)));
  expect(warnings).toEqual([]);
  expect(JSON.parse(stored)).toMatchObject({ accounts: [] });
  expect({}).not.toHaveProperty('polluted');
});
