import { expect, test } from 'vitest';
import { mocks } from '../../mocks/index.ts';
import { creation4, pact } from '../../test/contracts/pact-fixtures.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import { readPact } from './read-pact.ts';
import { loadStaticCheck } from './static-check.ts';

async function disagreements(provider: Provider, interaction: JsonObject): Promise<readonly string[]> {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [interaction]) });
  const check = await loadStaticCheck();
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

test('excuses a request that is refused by a 4xx, but not its reply', async () => {
  expect(await disagreements(mocks.leadconnector, createUser)).toEqual([]);
  const response = { status: 422, body: json({ status: 'no' }) };
  const [line] = await disagreements(mocks.leadconnector, { ...createUser, response });
  expect(line).toMatch(/^response\.body: .*status$/);
});

test('finds a wrong request that is said to succeed', async () => {
  const lines = await disagreements(mocks.leadconnector, { ...createUser, response: { status: 201 } });
  expect(lines.join('\n')).toContain('request.body.firstName');
});

test('compares replies only where refusals have the status of successes', async () => {
  const request = { ...creation4.request, body: json({ data: 7 }) };
  const refusal = { status: 0, error: { code: 'FORMAT_ERROR' } };
  expect(
    await disagreements(mocks.leeloo, { ...creation4, request, response: { status: 200, body: json(refusal) } }),
  ).toEqual([]);
  const body = json({ ...refusal, errors: [] });
  expect(await disagreements(mocks.leeloo, { ...creation4, request, response: { status: 200, body } })).not.toEqual([]);
  const call = { ...creation4.request, path: '/', body: json({ method: 'ping' }) };
  const answer = json({ error: { code: -32602, message: 'Invalid params' } });
  expect(
    await disagreements(mocks.getresponse, { ...creation4, request: call, response: { status: 200, body: answer } }),
  ).toEqual([]);
});

test('finds an address that does not exist, unless its reply is a 4xx', async () => {
  const request = { method: 'GET', path: '/nowhere' };
  expect(await disagreements(mocks.leeloo, { ...creation4, request })).toEqual([
    'request.path: Path or method not defined in spec file: GET /nowhere',
  ]);
  expect(await disagreements(mocks.leeloo, { ...creation4, request, response: { status: 404 } })).toEqual([]);
});

test('is left out where the comparator is not installed', async () => {
  expect(await loadStaticCheck('@pactflow/no-such-package')).toBeUndefined();
});

test('completes what a pact may leave out', async () => {
  const request = { path: '/users/1', headers: createUser.request.headers };
  expect(await disagreements(mocks.leadconnector, { ...createUser, request, response: {} })).toEqual([]);
});

test('refuses a pact whose parts have no form that it knows', async () => {
  const request = { ...createUser.request, query: 7 };
  await expect(disagreements(mocks.leadconnector, { ...createUser, request })).rejects.toThrow(
    'has a form that no pact has',
  );
});
