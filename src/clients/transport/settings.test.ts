import { expect, test } from 'vitest';
import { errorOf } from '../../../test/support/client-stand-in.ts';
import { creatingCalls } from '../../../test/support/creating-calls.ts';
import { createLeadConnectorClient, createLeelooClient, createSensorproClient } from '../index.ts';
import { settingsOf } from './settings.ts';

test('a base URL gets a last slash, and a timeout of half a minute', () => {
  expect(settingsOf('Leeloo', 'https://api.leeloo.ai', { baseUrl: 'http://127.0.0.1:4010/leeloo' })).toMatchObject({
    baseUrl: new URL('http://127.0.0.1:4010/leeloo/'),
    timeoutMs: 30_000,
    fetch: globalThis.fetch,
  });
});

test.each([
  'api.leeloo.ai',
  'ftp://api.leeloo.ai',
  'https://user:s3cret@api.leeloo.ai',
  'https://api.leeloo.ai/?a=1',
  'https://api.leeloo.ai/#a',
])('refuses the base URL "%s" without repeating it', (baseUrl) => {
  expect(() => createLeelooClient({ token: 'token', baseUrl })).toThrow(
    'Cannot make a Leeloo client: baseUrl is no plain http or https URL. Use one such as https://api.leeloo.ai.',
  );
});

test.each([
  [undefined, 'undefined'],
  ['', 'empty'],
])('a base URL that is there but %j calls nobody, least of all the real API', (baseUrl, found) => {
  // As it comes from JavaScript, or from a variable that is not set.
  const options = { token: 'token', baseUrl } as { token: string; baseUrl: string };
  for (const create of [createLeelooClient, createLeadConnectorClient])
    expect(() => create(options)).toThrow(new RegExp(`baseUrl is ${found}\\. Leave the member out to call https://`));
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a timeout of %d', (timeoutMs) => {
  expect(() => createLeelooClient({ token: 'token', timeoutMs })).toThrow(
    `Cannot make a Leeloo client: timeoutMs is ${timeoutMs}. Use milliseconds, such as 30000.`,
  );
});

test.each(['', 's3cret\nX-Other: 1', 's3cret ', 's3cré'])('refuses a credential that no header carries', (token) => {
  const clients = [
    () => createLeelooClient({ token }),
    () => createLeadConnectorClient({ token }),
    () => createSensorproClient({ apiKey: token, organization: 'O', user: 'U', password: 'P' }),
  ];
  for (const create of clients) {
    expect(create).toThrow(/^Cannot make a \w+ client: (token|apiKey) is empty or has characters that no credential/);
    expect(create).not.toThrow('s3cr');
  }
});

test('an aborted fetch of one’s own is no transport problem', async () => {
  const reason = new Error('changed my mind');
  const fetch: typeof globalThis.fetch = (_url, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('other'))));
  const controller = new AbortController();
  const [leeloo] = creatingCalls;
  const error = errorOf(Promise.resolve(leeloo?.create({ fetch }, { signal: controller.signal })));
  controller.abort(reason);
  expect(await error).toBe(reason);
});
