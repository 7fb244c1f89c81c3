import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { recordings, type Sketch } from '../../test/support/upstream-exchange.ts';
import { allFiles } from '../upkeep/all-files.ts';
import { schemaCopy, schemaText } from './schema-copy.ts';

const sketch: Sketch = { provider: mocks.leeloo, path: '/x', request: { body: { a: 1 } }, reply: { body: {} } };
/** Whose reply says that a word of the request is a secret: such a one is kept aside. */
const aside: Sketch = {
  provider: mocks.leadconnector,
  path: '/users/',
  request: { body: { firstName: 'pit-one-two-three' } },
  reply: { body: { password: 'pit-one-two-three' } },
};

test('every recording leads an editor to the schema that it keeps, also one that is kept aside', async () => {
  await using folder = await recordings();
  await folder.record(sketch, aside);
  const files = await folder.files();
  expect(files.map((file) => file.split('/')[0])).toEqual(['aside', 'leeloo']);
  for (const file of files) {
    const recording = JSON.parse(readFileSync(join(folder.folder, file), 'utf8'));
    const schema = readFileSync(join(folder.folder, dirname(file), recording.$schema), 'utf8');
    const check = new Ajv2020({ strict: false }).compile(JSON.parse(schema));
    expect([check(recording), check({ ...recording, version: 'one' })]).toEqual([true, false]);
  }
});

test('a copy of another version is replaced, and one that somebody changed is looked through', async () => {
  await using folder = await recordings();
  const copy = join(folder.folder, schemaCopy);
  writeFileSync(copy, '{"password": "Tr0mbone!x"}');
  expect((await allFiles(folder.folder)).files).toEqual([schemaCopy]);
  await folder.record(sketch);
  expect(readFileSync(copy, 'utf8')).toBe(schemaText());
  expect((await allFiles(folder.folder)).files).toEqual(await folder.files());
});
