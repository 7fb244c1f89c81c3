import { expect, test } from 'vitest';
import { maskedEntry } from '../../src/journal/journal-entry.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { mocks } from '../support/providers.ts';
import { bodyPlaces, headerPlaces, type PlantedMessage, planted } from '../support/secret-places.ts';

/** What the journal shows of an exchange with an upstream. */
function shown(
  request: PlantedMessage,
  reply: PlantedMessage,
  path = '/things',
  query = '',
  provider: Provider = mocks.leadconnector,
) {
  const headersOf = ({ headers = [] }: PlantedMessage) => {
    const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? '']] : []));
    return Object.fromEntries(pairs);
  };
  return maskedEntry(
    '1',
    {
      provider,
      operation: 'create-user',
      source: 'upstream',
      rule: undefined,
      rules: [],
      violations: [],
      nearest: [],
      head: { method: 'POST', path, query, headers: headersOf(request), baseUrl: '' },
      params: {},
      body: Buffer.from(request.body ?? ''),
      reply: { status: 200, headers: headersOf(reply), body: reply.body },
    },
    { at: 0, durationMs: 1 },
  );
}

const note = (value: unknown): PlantedMessage => ({ body: JSON.stringify({ note: value }) });

test.each([...headerPlaces, ...bodyPlaces])('the journal hides what stands in %s of a reply', (_where, reply) => {
  expect(JSON.stringify(shown({}, reply))).not.toContain(planted);
});

test.each(bodyPlaces)('and in %s of a request', (_where, request) => {
  expect(JSON.stringify(shown(request, {}))).not.toContain(planted);
});

// Of a JSON Web Token only the whole is one.
const values = headerPlaces.filter(([where]) => !where.startsWith('a JSON'));

test.each(values)('and what stands in %s wherever it stands, too', (_where, { headers = [] }) => {
  const entry = shown({}, { headers, ...note(`it is ${planted}.`) });
  expect(JSON.stringify(entry)).not.toContain(planted);
});

test('and in queries and paths', () => {
  const next = encodeURIComponent(`https://x.example/?access_token=${planted}`);
  for (const query of [`sessionToken=${planted}`, `user[password]=${planted}`, `next=${next}`])
    expect(JSON.stringify(shown({}, note(planted), '/things', query))).not.toContain(planted);
  expect(JSON.stringify(shown({}, {}, `/things;jsessionid=${planted}`))).not.toContain(planted);
});

test('all that is no secret stays readable', () => {
  const headers = ['Location', 'https://x.example/in?page=2&token=abc', 'Set-Cookie', 'plan=standard; Path=/plans'];
  const body = {
    plan: 'standard',
    path: '/plans',
    token_type: 'Bearer',
    next_page_token: 'page-2',
    said: 'password: must be longer than 8 characters',
    fields: [{ name: 'town', value: 'Standardtown' }],
  };
  const { response } = shown({}, { headers, body: JSON.stringify(body) });
  expect(response).toEqual({
    status: 200,
    headers: { Location: 'https://x.example/in?page=2&token=***', 'Set-Cookie': '***' },
    body,
  });
});

test('a word in a cookie or under a secret name is hidden there alone', () => {
  const body = JSON.stringify({ token: 'standard', plan: 'standard' });
  const { request, response } = shown({ headers: ['cookie', 'plan=standard'] }, { body });
  expect([request.headers, response.body]).toEqual([{ cookie: '***' }, { token: '***', plan: 'standard' }]);
});

test('a value beside its name is hidden, and all around it shown', () => {
  const fields = [
    { name: 'password', value: 'sunshine', n: 1 },
    { name: 'town', value: 'Kyiv' },
  ];
  const masked = [{ ...fields[0], value: '***' }, fields[1]];
  expect(shown({}, { body: JSON.stringify(fields) }).response.body).toEqual(masked);
});

test('a word of the schemas in a reply is shown, under a secret name too; one that was sent as a secret is not', () => {
  const body = JSON.stringify({ status: 0, error: { fields: { token: 'WRONG_TOKEN' }, code: 'WRONG_TOKEN' } });
  const byLeeloo = (request: PlantedMessage) => shown(request, { body }, '/things', '', mocks.leeloo);
  expect(byLeeloo({}).response.body).toEqual(JSON.parse(body));
  const sent = byLeeloo({ headers: ['x-leeloo-authtoken', 'WRONG_TOKEN'] });
  expect(JSON.stringify(sent)).not.toContain('"code":"WRONG_TOKEN"');
});
