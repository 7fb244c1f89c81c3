import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { type SessionHandle, startUnderstudy } from '../../src/index.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import library from './library/provider.ts';
import { mockStandIn } from './mock-stand-in.ts';

// An API with what the four in the box have not: parameters, pages by `Link`, a `Location`, a 204, a key in the query.

const published = `api_key=${library.credentials.api_key}`;
const realKey = 'lib-7f3a91c2d84e5b60';

/** A call with the published key; `to` is an address of the library or the whole URL that a reply gave. */
function call(base: string, method: string, to: string, body?: object): Promise<Response> {
  const url = new URL(to.startsWith('http') ? to : base + to);
  url.searchParams.set('api_key', library.credentials.api_key);
  return fetch(url, {
    method,
    ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

/** What a client of the library does: adds three books, reads page after page, follows an address, deletes. */
async function useLibrary(base: string): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  let address = '';
  for (const title of ['Piranesi', 'The Dispossessed', 'Solaris']) {
    const created = await call(base, 'POST', '/v1/books', { title, author: 'Robin Hood', tags: ['novel'] });
    address = created.headers.get('location') ?? '';
    seen.push(created.status);
  }
  let next: string | undefined = '/v1/books?tag=novel';
  while (next !== undefined) {
    const page: Response = await call(base, 'GET', next);
    seen.push(Object(await page.json()).books.map(({ title }: { title: string }) => title));
    next = /^<([^>]*)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
    if (next !== undefined) expect(next.startsWith(`${base}/`)).toBe(true);
  }
  expect(address.startsWith(`${base}/v1/books/`)).toBe(true);
  const gone = await call(base, 'DELETE', address);
  return [...seen, gone.status, await gone.text(), gone.headers.get('content-type')];
}

const used = [201, 201, 201, ['Piranesi', 'The Dispossessed'], ['Solaris'], 204, '', null];

test('the mock answers pages, addresses of its own and replies without a body', async () => {
  await using understudy = await startUnderstudy({ providers: [library] });
  expect(await useLibrary(understudy.session().url('library'))).toEqual(used);
  expect(await useLibrary(`${understudy.url}/library`)).toEqual(used);
});

describe('a query', () => {
  async function refusals(session: SessionHandle<typeof library>, queries: readonly string[]) {
    const replies = await Promise.all(
      queries.map((query) => call(session.url('library'), 'GET', `/v1/books?${query}`)),
    );
    return Promise.all(replies.map(async (reply) => Object(await reply.json()).error?.fields ?? reply.status));
  }

  test('is validated: kinds, bounds, what is there twice, what is unknown', async () => {
    await using understudy = await startUnderstudy({ providers: [library] });
    const wrong = [
      'page=two',
      'page=01',
      'page=0',
      'limit=51',
      'page=1&page=2',
      'shelf=3',
      'author=',
      '__proto__=1',
      'page=1e2',
    ];
    expect(await refusals(understudy.session(), wrong)).toEqual([
      ['page'],
      ['page'],
      ['page'],
      ['limit'],
      ['page'],
      ['shelf'],
      ['author'],
      ['__proto__'],
      ['page'],
    ]);
    expect(
      await refusals(understudy.session(), ['page=2&limit=50', 'tag=a&tag=b', 'author=Ursula+K.%20Le%20Guin']),
    ).toEqual([200, 200, 200]);
  });

  test('hides its key in the journal, and is looked for in it', async () => {
    await using understudy = await startUnderstudy({ providers: [library] });
    const session = understudy.session();
    await call(session.url('library'), 'GET', '/v1/books?page=two');
    const [entry] = session.requests('library/list-books');
    expect(entry?.request.path).toBe('/v1/books?page=two&api_key=***');
    expect(entry?.violations).toEqual([{ path: '/page', keyword: 'type', rule: 'library/query' }]);
    expect(JSON.stringify(session.requests())).not.toContain(library.credentials.api_key);
  });
});

test('the OpenAPI description has parameters, headers and a key in the query', async () => {
  const description = JSON.parse(
    (await runCommand(['openapi', 'library', '--provider', './test/plug-ins/library'])).stdout,
  );
  expect(await new Validator().validate(structuredClone(description))).toMatchObject({ valid: true });
  const { parameters, responses, security } = description.paths['/v1/books'].get;
  expect(parameters).toContainEqual({
    name: 'tag',
    in: 'query',
    required: false,
    description: 'Only books with this tag; may be repeated.',
    schema: expect.objectContaining({ type: 'array' }),
    example: ['novel'],
  });
  expect(responses['200'].headers.Link).toMatchObject({ required: false, schema: { 'x-base-url': true } });
  expect(description.paths['/v1/books'].post.responses['201'].headers.Location.required).toBe(true);
  expect(description.paths['/v1/books/{id}'].delete.responses['204']).toEqual({ description: 'Gone.' });
  expect(security).toEqual([{ api_key: [] }]);
  expect(description.components.securitySchemes.api_key).toMatchObject({
    type: 'apiKey',
    in: 'query',
    name: 'api_key',
  });
});

describe('in front of the real API', () => {
  const env = { UNDERSTUDY_LIBRARY_API_KEY: realKey };

  async function record(folder: string, url: string, pseudonymise = false): Promise<readonly unknown[]> {
    await using server = await startUnderstudy({
      providers: [library],
      env,
      recordings: folder,
      pseudonymise,
      modes: { library: 'record' },
      upstreams: { library: url },
    });
    const base = `${server.url}/library`;
    const created = await call(base, 'POST', '/v1/books', { title: 'Piranesi', author: 'Robin Hood' });
    await call(base, 'POST', '/v1/books', { title: 'Emma', author: 'Robin Hood' });
    const listed = await call(base, 'GET', '/v1/books?author=Robin%20Hood&limit=1&at=12:00');
    const gone = await call(base, 'DELETE', new URL(created.headers.get('location') ?? '').pathname);
    return [created.status, listed.headers.get('link'), gone.status];
  }

  test('the real key takes the place of the published one in the query, and is in no recording', async () => {
    using folder = temporaryFolder();
    await using real = await mockStandIn(library, realKey);
    const [created, link, gone] = await record(folder.path, real.url);
    expect([created, gone]).toEqual([201, 204]);
    // What passes through is left as it is.
    expect(link).toContain(`<${real.url}/v1/books?`);
    expect(real.received.every((line) => line.includes(`api_key=${realKey}`))).toBe(true);
    const files = readdirSync(join(folder.path, 'library'), { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
    expect(texts).toHaveLength(4);
    for (const text of texts) {
      expect(text).not.toContain(realKey);
      expect(JSON.parse(text)).toMatchObject({
        check: { verdict: 'proven' },
        request: { query: expect.stringContaining(published) },
      });
    }
  });

  test('a replay matches queries by what they mean, and leads to itself', async () => {
    using folder = temporaryFolder();
    await using real = await mockStandIn(library, realKey);
    await record(folder.path, real.url);
    const options = {
      providers: [library],
      recordings: folder.path,
      repeatLast: true,
      modes: { library: 'replay' },
    } as const;
    await using server = await startUnderstudy(options);
    const session = server.session();
    const base = session.url('library');
    const list = (query: string) => call(base, 'GET', `/v1/books?${query}`);
    // Another order and spelling, and another time, which is volatile.
    const replayed = await list('at=13:30&limit=1&author=Robin+Hood');
    expect(replayed.status).toBe(200);
    expect(replayed.headers.get('link')).toMatch(new RegExp(`^<${base}/v1/books\\?`));
    const created = await call(base, 'POST', '/v1/books', { title: 'Piranesi', author: 'Robin Hood' });
    expect(created.headers.get('location')).toMatch(new RegExp(`^${base}/v1/books/`));
    const gone = await call(base, 'DELETE', created.headers.get('location') ?? '');
    expect([gone.status, await gone.text()]).toEqual([204, '']);
    const missed = await list('limit=2&author=Robin+Hood');
    expect([missed.status, Object(await missed.json()).error.message]).toEqual([
      501,
      expect.stringContaining('query limit is "2", recorded is "1"'),
    ]);
    const unkeyed = await fetch(`${base}/v1/books?limit=1&author=Robin+Hood`);
    expect(unkeyed.status).toBe(501);
  });

  test('pseudonyms take the place of personal data in queries, too', async () => {
    using folder = temporaryFolder();
    await using real = await mockStandIn(library, realKey);
    await record(folder.path, real.url, true);
    const scanned = readdirSync(join(folder.path, 'library/list-books')).map((file) =>
      readFileSync(join(folder.path, 'library/list-books', file), 'utf8'),
    );
    expect(scanned.join()).not.toMatch(/Robin|Hood/);
  });
});

test('pacts take values of states in queries and paths', async () => {
  // Pact's own placeholders: `${id}`.
  const fromState = (name: string, before = '') => ({ type: 'ProviderState', expression: `${before}\${${name}}` });
  const pact = {
    consumer: { name: 'reader' },
    provider: { name: 'library' },
    interactions: [
      {
        type: 'Synchronous/HTTP',
        description: 'finds the books of an author',
        providerStates: [{ name: 'a library book exists', params: { author: 'Le Guin' } }],
        request: {
          method: 'GET',
          path: '/v1/books',
          query: { author: ['nobody'], api_key: ['none'] },
          generators: { query: { author: fromState('author'), api_key: fromState('api_key') } },
        },
        response: {
          status: 200,
          body: { content: { books: [{ author: 'Le Guin' }] }, contentType: 'application/json', encoded: false },
        },
      },
      {
        type: 'Synchronous/HTTP',
        description: 'deletes a book',
        providerStates: [{ name: 'a library book exists' }],
        request: {
          method: 'DELETE',
          path: '/v1/books/none',
          query: { api_key: ['none'] },
          generators: { path: fromState('id', '/v1/books/'), query: { api_key: fromState('api_key') } },
        },
        response: { status: 204 },
      },
    ],
    metadata: { pactSpecification: { version: '4.0' } },
  };
  using folder = temporaryFolder({ 'reader-library.json': pact });
  const { code, stdout, stderr } = await runCommand(['verify', folder.path, '--provider', './test/plug-ins/library']);
  expect(stdout + stderr).toContain('reader');
  expect(code).toBe(0);
});

test('a handler that forgets a header of its operation is a mistake that is told', async () => {
  const lines: string[] = [];
  const note = (_message: string, details?: object) => lines.push(JSON.stringify(details));
  const [create, ...others] = library.operations;
  const forgetful = {
    ...create,
    handle: (...args: Parameters<typeof create.handle>) => ({ ...create.handle(...args), headers: {} }),
  };
  const { restProtocol } = await import('../../src/provider.ts');
  const provider = {
    ...library,
    operations: [forgetful, ...others],
    protocol: restProtocol([forgetful, ...others] as never),
  };
  const logger = { debug: note, info() {}, warn: note, error: note };
  await using understudy = await startUnderstudy({ providers: [provider], logger });
  const reply = await call(`${understudy.url}/library`, 'POST', '/v1/books', { title: 'Emma', author: 'Jane Austen' });
  expect([reply.status, reply.headers.get('x-understudy-error')]).toEqual([500, 'internal-error']);
  expect(lines.join()).toContain('The reply of library/create-book (201) lacks its own header Location.');
});
