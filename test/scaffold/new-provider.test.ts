import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { readExamples } from '../../src/kit/example.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { compareExample } from '../../src/provider-tests/example-complaints.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const descriptions = fileURLToPath(new URL('./descriptions/', import.meta.url));

/** An empty project in which the package is installed. */
function project() {
  const folder = temporaryFolder();
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(checkout, join(folder.path, 'node_modules/api-understudy'), 'dir');
  return folder;
}

function write(into: string, name: string, ...flags: readonly string[]) {
  return runCommand(['new-provider', name, '--into', into, ...flags]);
}

async function load(into: string, name: string): Promise<Provider> {
  return (await import(pathToFileURL(join(into, name, 'provider.ts')).href)).default;
}

async function expectExamplesHold(provider: Provider): Promise<void> {
  for (const [file, example] of readExamples(provider)) {
    const { expected, found } = await compareExample(provider, example);
    expect(found, file).toEqual(expected);
  }
}

test('writes a small provider that is whole', async () => {
  using folder = project();
  const { code, stdout } = await write(folder.path, 'lamp-shop');
  expect([code, stdout.split('\n', 1)[0]]).toEqual([0, expect.stringContaining('lamp-shop: 1 operation, 8 rules')]);
  const provider = await load(folder.path, 'lamp-shop');
  await expectExamplesHold(provider);
  await using understudy = await startUnderstudy({ providers: [provider] });
  const reply = await fetch(`${understudy.url}/lamp-shop/items`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': provider.credentials.api_key ?? '' },
    body: '{"name":"A lamp"}',
  });
  expect([reply.status, reply.headers.get('x-understudy-rule')]).toEqual([201, 'lamp-shop/created']);
  const texts = readdirSync(join(folder.path, 'lamp-shop'), { recursive: true, encoding: 'utf8' });
  expect(texts).toContain('lamp-shop.test.ts');
  expect(texts.filter((file) => file.includes('my-api'))).toEqual([]);
});

describe('from a description', () => {
  /** What the pet shop answers. */
  async function shop(folder: string) {
    expect((await write(folder, 'petshop', '--openapi', join(descriptions, 'petshop.yaml'))).code).toBe(0);
    const provider = await load(folder, 'petshop');
    await expectExamplesHold(provider);
    const understudy = await startUnderstudy({ providers: [provider] });
    const ask = async (method: string, path: string, body?: object, key = provider.credentials.api_key ?? '') => {
      const url = new URL(`${understudy.url}/petshop/v2${path}`);
      if (key !== '') url.searchParams.set('key', key);
      const sent = body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
      const reply = await fetch(url, { method, ...sent });
      const text = await reply.text();
      return {
        status: reply.status,
        rule: reply.headers.get('x-understudy-rule'),
        body: text === '' ? undefined : JSON.parse(text),
      };
    };
    return { provider, understudy, ask };
  }

  test('what is created is found again, listed, changed and deleted', async () => {
    using folder = project();
    const { understudy, ask } = await shop(folder.path);
    await using _closed = understudy;
    const created = await ask('POST', '/pets', { name: 'Rex', price: 12.5, password: 'sesame', unknown: 1 });
    expect(created).toMatchObject({ status: 201, rule: 'petshop/create-pet', body: { name: 'Rex', price: 12.5 } });
    const { id } = created.body;
    expect(await ask('GET', `/pets/${id}`)).toMatchObject({ status: 200, body: { id, name: 'Rex' } });
    expect(await ask('PATCH', `/pets/${id}`, { name: 'Max' })).toMatchObject({
      status: 200,
      body: { id, name: 'Max', price: 12.5 },
    });
    expect((await ask('GET', '/pets?status=free')).body.pets.map(({ name }: { name: string }) => name)).toEqual([
      'Max',
    ]);
    expect(await ask('DELETE', `/pets/${id}`)).toEqual({ status: 204, rule: 'petshop/delete-pet', body: undefined });
    expect(await ask('GET', `/pets/${id}`)).toMatchObject({
      status: 404,
      rule: 'petshop/get-pet-not-found',
      body: { title: 'Wrong' },
    });
    expect(JSON.stringify(created.body)).not.toContain('sesame');
  });

  test('it validates and refuses in the words of the description', async () => {
    using folder = project();
    const { understudy, ask } = await shop(folder.path);
    await using _closed = understudy;
    for (const body of [
      {},
      { name: '' },
      { name: 5 },
      { name: 'Rex', price: 0 },
      { name: 'Rex', born: '2020-02-30x' },
      { name: 'Rex', kind: 5 },
    ]) {
      expect(await ask('POST', '/pets', body)).toMatchObject({
        status: 422,
        rule: 'petshop/create-pet-body',
        body: { title: 'Wrong' },
      });
    }
    for (const query of ['', '?status=lost', '?status=free&limit=0', '?status=free&limit=x']) {
      expect((await ask('GET', `/pets${query}`)).rule).toBe('petshop/list-pets-query');
    }
    expect(await ask('GET', '/pets?status=free&limit=5&tag=a&tag=b')).toMatchObject({ status: 200 });
    expect(await ask('POST', '/pets', { name: 'Rex' }, '')).toMatchObject({ status: 401, rule: 'petshop/credentials' });
    // An address without security needs no key, and comes before the one with a parameter.
    expect(await ask('GET', '/pets/search', undefined, '')).toMatchObject({
      status: 200,
      rule: 'petshop/get-pets-search',
    });
  });

  test('its ledger points to places of the description, and its page says what it does not do', async () => {
    using folder = project();
    const { understudy } = await shop(folder.path);
    await using _closed = understudy;
    const { rules } = JSON.parse(readFileSync(join(folder.path, 'petshop/rules.json'), 'utf8'));
    const sources = new Map(
      rules.map(({ id, basis }: { id: string; basis: { source?: string }[] }) => [id, basis[0]?.source]),
    );
    expect(sources.get('petshop/create-pet')).toBe('description, #/paths/~1pets/post/responses/201');
    expect(sources.get('petshop/create-pet-body')).toBe('description, #/paths/~1pets/post/requestBody');
    expect(sources.get('petshop/list-pets-query')).toBe('description, #/paths/~1pets/get/parameters');
    const page = readFileSync(join(folder.path, 'petshop/README.md'), 'utf8');
    expect(page).toContain('The body of put-photo is no JSON');
    expect(page).toContain('The security scheme `cookie` is not played');
  });

  test('odd names, paths and texts of a description stay data', async () => {
    using folder = project();
    const { code, stdout } = await write(
      folder.path,
      'letters',
      '--openapi',
      join(descriptions, 'letters.json'),
      '--json',
    );
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { event: 'written', name: 'letters', operations: 6 }]);
    const written = readdirSync(join(folder.path, 'letters')).filter(
      (file) => file.endsWith('.ts') && !file.includes('test'),
    );
    for (const file of written) {
      const original = readFileSync(join(checkout, 'src/scaffold/described', file), 'utf8');
      expect(readFileSync(join(folder.path, 'letters', file), 'utf8')).toBe(original);
    }
    const provider = await load(folder.path, 'letters');
    await expectExamplesHold(provider);
    await using understudy = await startUnderstudy({ providers: [provider] });
    const base = `${understudy.url}/letters/api`;
    expect((await fetch(`${base}/odd/a(b)+c:d`)).headers.get('x-understudy-rule')).toBe('letters/odd');
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${provider.credentials.token}` };
    const posted = await fetch(`${base}/boxes/1/letters`, {
      method: 'POST',
      headers,
      body: '{"lines":["Dear"],"to":"Marian"}',
    });
    const { data } = Object(await posted.json());
    expect(data).toMatchObject({ to: 'Marian', lines: ['Dear'], 'letter-no': expect.any(String) });
    expect((await fetch(`${base}/boxes/1/letters/${data['letter-no']}`)).status).toBe(200);
    const unknown = await fetch(`${base}/boxes/1/letters`, {
      method: 'POST',
      headers,
      body: '{"lines":["Dear"],"more":1}',
    });
    expect(unknown.headers.get('x-understudy-rule')).toBe('letters/post-boxes-box-id-letters-body');
  });
});

describe('what cannot be written is told in one line, and leaves nothing', () => {
  const description = (changes: object) =>
    JSON.stringify({
      openapi: '3.0.0',
      info: { title: 'x', version: '1' },
      paths: { '/a': { get: { responses: { 200: { description: 'x' } } } } },
      ...changes,
    });

  test.each([
    ['a name that is taken', 'leeloo', undefined, /^Cannot name a provider leeloo: there is one of this name\./],
    [
      'a name that cannot stand in a path',
      '../x',
      undefined,
      /"\.\.\/x" cannot stand in a path\. Use at most 40 lower-case/,
    ],
    ['a file that is not there', 'x', './none.yaml', /^Cannot read \.\/none\.yaml: there is no such file\./],
    ['a file that is no description', 'x', '[1]', /it is no OpenAPI description/],
    ['a file that is neither JSON nor YAML', 'x', '{"a": [1, "b: c', /it is neither JSON nor YAML|it is no OpenAPI/],
    [
      'version 2',
      'x',
      '{"swagger":"2.0","info":{"title":"x","version":"1"},"paths":{}}',
      /it is of version 2 \(Swagger\)\. Convert it to OpenAPI 3 first/,
    ],
    [
      'a version that nobody knows',
      'x',
      description({ openapi: '4.0.0' }),
      /its `openapi` is "4\.0\.0"\. Versions 3\.0 and 3\.1 are read/,
    ],
    ['no paths', 'x', description({ paths: {} }), /it describes no paths/],
  ])('%s', async (_what, name, text, found) => {
    using folder = project();
    const isFile = text === undefined || text.startsWith('./');
    const file = isFile ? text : join(folder.path, 'description.json');
    if (!isFile && file) writeFileSync(file, String(text));
    const into = join(folder.path, 'into');
    const { code, stdout, stderr } = await write(into, name, ...(file === undefined ? [] : ['--openapi', file]));
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(found)]);
    expect([code, stdout]).toEqual([2, '']);
    expect(existsSync(into) ? readdirSync(into) : []).toEqual([]);
  });

  test('a folder that is there already', async () => {
    using folder = project();
    mkdirSync(join(folder.path, 'lamps'));
    expect((await write(folder.path, 'lamps')).code).toBe(0);
    const again = await write(folder.path, 'lamps');
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringMatching(/it is there already, and not empty\. Take another name/),
    ]);
  });

  test('a project without the package', async () => {
    using folder = temporaryFolder();
    const { code, stderr } = await write(folder.path, 'lamps');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/do not find api-understudy there\. Install it in that project/),
    ]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('references into other files, to nothing and in circles are noted', async () => {
    using folder = project();
    const file = join(folder.path, 'd.json');
    const schema = (reference: string) => ({ content: { 'application/json': { schema: { $ref: reference } } } });
    const paths = {
      '/a': {
        post: {
          requestBody: schema('other.json#/x'),
          responses: { 200: { description: 'x', ...schema('#/components/schemas/None') } },
        },
      },
      '/b': { $ref: '#/paths/~1b' },
      '/c': { get: { responses: { 200: { description: 'x', ...schema('#/components/schemas/A') } } } },
    };
    const schemas = { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } };
    writeFileSync(file, description({ paths, components: { schemas } }));
    const { code, stdout } = await write(folder.path, 'x', '--openapi', file);
    expect(code).toBe(0);
    for (const note of [
      '`other.json#/x` is in another file',
      '`#/components/schemas/None` leads to nothing',
      'refers to itself',
    ])
      expect(stdout).toContain(note);
    await expectExamplesHold(await load(folder.path, 'x'));
  });
});
