import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creation, creation4, pact } from '../../test/contracts/pact-fixtures.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { findPacts } from './find-pacts.ts';

const state = { name: 'a Leeloo account exists', params: { email: 'revolt@xmpl.net' } };

test('finds the pacts of folders in the order of their names, and a file that is named twice once', () => {
  using folder = temporaryFolder({ 'b.json': pact('4.0', [creation4]), 'a.json': pact('2.0.0', []), 'notes.md': 'no' });
  const { pacts, problems } = findPacts([folder.path, join(folder.path, 'b.json')]);
  expect(problems).toEqual([]);
  expect(pacts.map(({ pact: { file } }) => file)).toEqual([join(folder.path, 'a.json'), join(folder.path, 'b.json')]);
});

test.each([
  ['2.0.0', { ...creation, providerState: state.name }, [{ name: state.name, params: {} }]],
  ['2.0.0', creation, []],
  [
    '3.0.0',
    { ...creation, providerStates: [state, { name: 'a Leeloo tag exists' }] },
    [state, { name: 'a Leeloo tag exists', params: {} }],
  ],
  ['4.0', { ...creation4, pending: true, providerStates: [state] }, [state]],
])('reads an interaction of version %s', (version, interaction, states) => {
  using folder = temporaryFolder({ 'pact.json': pact(version, [interaction]) });
  const found = findPacts([folder.path]).pacts[0]?.pact;
  expect(found).toMatchObject({ consumer: 'shop', provider: 'leeloo', version });
  expect(found?.interactions).toEqual([
    {
      description: 'creates an account',
      states,
      method: 'POST',
      path: '/api/v2/accounts/email',
      status: 200,
      isPending: 'pending' in interaction,
    },
  ]);
});

test.each([
  [{ pactSpecificationVersion: '2.0.0' }, '2.0.0'],
  [{ 'pact-specification': { version: '3.0.0' } }, '3.0.0'],
])('finds the version that older libraries write as %j', (metadata, version) => {
  using folder = temporaryFolder({ 'pact.json': pact('', [creation], { metadata }) });
  expect(findPacts([folder.path]).pacts[0]?.pact.version).toBe(version);
});

test.each([
  ['{"consumer":', 'it is broken JSON.'],
  ['', 'it is broken JSON.'],
  ['[]', 'it is no JSON object'],
  [{ interactions: [] }, 'it names no consumer or no provider'],
  [pact('1.1.0', []), 'its version is "1.1.0". Give a pact of the Pact specification 2, 3 or 4.'],
  [pact('5.0', []), 'its version is "5.0".'],
  [pact('', [], { metadata: {} }), 'it names no version.'],
  [pact('3.0.0', [], { interactions: undefined, messages: [] }), 'it is about messages.'],
  [
    pact('4.0', [{ ...creation4, type: 'Asynchronous/Messages' }]),
    'its interaction 1 is of the type "Asynchronous/Messages".',
  ],
  [pact('4.0', [creation4, {}]), 'its interaction 2 has no request or no response.'],
  [
    pact('4.0', [], { metadata: { pactSpecification: { version: '4.0' }, plugins: [{ name: 'csv' }] } }),
    'it needs a plugin.',
  ],
  [pact('4.0', [], { interactions: 7 }), 'its interactions are no list.'],
  [pact('3.0.0', [{ ...creation, providerStates: [{}] }]), 'its interaction 1 has a provider state without a name.'],
  [pact('2.0.0', [{ ...creation, providerState: ' ' }]), 'its interaction 1 has a provider state without a name.'],
])('refuses the file %j', (content, found) => {
  using folder = temporaryFolder({ 'pact.json': content });
  const file = join(folder.path, 'pact.json');
  const message = expect.stringContaining(`Cannot verify ${file}: ${found}`);
  expect(findPacts([folder.path])).toEqual({ pacts: [], broken: [{ file, message }], problems: [] });
  expect(findPacts([file])).toEqual({ pacts: [], broken: [], problems: [message] });
});

test('tells all that is wrong, of paths and of files', () => {
  using folder = temporaryFolder({ 'broken.json': '{', 'good.json': pact('4.0', [creation4]) });
  using empty = temporaryFolder({ 'readme.txt': 'no pact' });
  const missing = join(empty.path, 'pacts');
  const { pacts, broken, problems } = findPacts([missing, folder.path, empty.path]);
  expect(pacts).toHaveLength(1);
  expect(problems).toEqual([
    expect.stringContaining(`Cannot verify ${missing}: there is no such file or folder.`),
    expect.stringContaining(`Cannot verify ${empty.path}: the folder has no .json file.`),
  ]);
  expect(broken.map(({ message }) => message)).toEqual([expect.stringContaining('broken.json: it is broken JSON.')]);
});

test('reads a pact through a link, and neither a pipe nor a file over 64 MiB', ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no pipes that are files.');
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [creation4]), 'large.json': '' });
  const at = (name: string) => join(folder.path, name);
  symlinkSync(at('pact.json'), at('link.json'));
  truncateSync(at('large.json'), 64 * 1_048_576 + 1);
  execFileSync('mkfifo', [at('pipe.json')]);
  const { pacts, broken } = findPacts([folder.path]);
  expect(pacts.map(({ pact: { file } }) => file)).toEqual([at('link.json'), at('pact.json')]);
  expect(broken.map(({ message }) => message)).toEqual([
    `Cannot verify ${at('large.json')}: it is over 67108864 bytes. Give pact files only.`,
    `Cannot verify ${at('pipe.json')}: it is a pipe, a socket or a device. Give pact files only.`,
  ]);
});

test('reads folders in folders, but neither hidden ones nor those of packages, and no folder through a link', () => {
  using folder = temporaryFolder();
  const text = JSON.stringify(pact('4.0', [creation4]));
  for (const at of ['a/b', '.hidden', 'node_modules/x', 'folder.json']) {
    mkdirSync(join(folder.path, at), { recursive: true });
    writeFileSync(join(folder.path, at, 'pact.json'), text);
  }
  symlinkSync('..', join(folder.path, 'a/round'));
  const { pacts, broken } = findPacts([folder.path]);
  expect(pacts.map(({ pact: { file } }) => file)).toEqual(
    ['a/b/pact.json', 'folder.json/pact.json'].map((file) => join(folder.path, file)),
  );
  expect(broken).toEqual([]);
});

test('reads a pact that begins with a byte-order mark', () => {
  using folder = temporaryFolder({ 'pact.json': `\uFEFF${JSON.stringify(pact('4.0', [creation4]))}` });
  expect(findPacts([folder.path]).pacts).toHaveLength(1);
});
