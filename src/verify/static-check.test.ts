import { describe, expect, test } from 'vitest';
import { creation4, pact } from '../../test/contracts/pact-fixtures.ts';
import { mocks } from '../../test/support/providers.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import { readPact } from './read-pact.ts';
import { loadStaticCheck } from './static-check.ts';

/** Both majors that the package works beside; the second is a development dependency under another name. */
const comparators = ['@pactflow/openapi-pact-comparator', 'comparator-2'];

async function disagreements(provider: Provider, interaction: JsonObject, name: string): Promise<readonly string[]> {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [interaction]) });
  const check = await loadStaticCheck(name);
  return (await check?.(readPact(`${folder.path}/pact.json`), provider))?.get(0) ?? [];
}

function json(content: unknown) {
  return { content, contentType: 'application/json', encoded: false };
}

const createUser = {
  type: 'Synchronous/HTTP',
  description: 'creates a user',
  request: {
    method: 'POST',
    path: '/users/',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer x', Version: '2021-07-28' },
    body: json({ firstName: 7 }),
  },
  response: { status: 422, body: json({ statusCode: 422 }) },
};

describe.each(comparators)('%s', (name) => {
  test('excuses a request that is refused by a 4xx, but not its reply', async () => {
    expect(await disagreements(mocks.leadconnector, createUser, name)).toEqual([]);
    const response = { status: 422, body: json({ status: 'no' }) };
    const [line] = await disagreements(mocks.leadconnector, { ...createUser, response }, name);
    expect(line).toMatch(/^response\.body: .*status$/);
  });

  test('finds a wrong request that is said to succeed', async () => {
    const lines = await disagreements(mocks.leadconnector, { ...createUser, response: { status: 201 } }, name);
    expect(lines.join('\n')).toContain('request.body.firstName');
  });

  test('compares replies only where refusals have the status of successes', async () => {
    const request = { ...creation4.request, body: json({ data: 7 }) };
    const refusal = { status: 0, error: { code: 'FORMAT_ERROR' } };
    expect(
      await disagreements(
        mocks.leeloo,
        { ...creation4, request, response: { status: 200, body: json(refusal) } },
        name,
      ),
    ).toEqual([]);
    const body = json({ ...refusal, errors: [] });
    expect(
      await disagreements(mocks.leeloo, { ...creation4, request, response: { status: 200, body } }, name),
    ).not.toEqual([]);
    const call = { ...creation4.request, path: '/', body: json({ method: 'ping' }) };
    const answer = json({ error: { code: -32602, message: 'Invalid params' } });
    expect(
      await disagreements(
        mocks.getresponse,
        { ...creation4, request: call, response: { status: 200, body: answer } },
        name,
      ),
    ).toEqual([]);
  });

  test('finds an address that does not exist, unless its reply is a 4xx', async () => {
    const request = { method: 'GET', path: '/nowhere' };
    expect(await disagreements(mocks.leeloo, { ...creation4, request }, name)).toEqual([
      'request.path: Path or method not defined in spec file: GET /nowhere',
    ]);
    expect(await disagreements(mocks.leeloo, { ...creation4, request, response: { status: 404 } }, name)).toEqual([]);
  });
});

test('is left out where the comparator is not installed', async () => {
  expect(await loadStaticCheck('@pactflow/no-such-package')).toBeUndefined();
});

test.each(comparators)('completes what a pact may leave out, for %s', async (name) => {
  const request = { path: '/users/1', headers: createUser.request.headers };
  expect(await disagreements(mocks.leadconnector, { ...createUser, request, response: {} }, name)).toEqual([]);
});

test.each(comparators)('refuses a pact whose parts have no form that %s knows', async (name) => {
  const request = { ...createUser.request, query: 7 };
  await expect(disagreements(mocks.leadconnector, { ...createUser, request }, name)).rejects.toThrow(
    'has a form that no pact has',
  );
});
