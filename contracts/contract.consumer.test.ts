import { afterAll, expect, test } from 'vitest';
import { createLeelooClient, LeelooError } from '../src/clients/index.ts';
import { type Interaction, startContract } from './contract.ts';
import { refused } from './refused.ts';

const contract = startContract('leeloo');
afterAll(() => contract[Symbol.dispose]());

const body = { data: [{ email: 'revolt@xmpl.net' }], connection_id: '5cfa283a2e9096000b440d51' };
const interaction: Interaction = {
  uponReceiving: 'a request to create email accounts',
  request: {
    method: 'POST',
    path: '/api/v2/accounts/email',
    headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': 'company' },
    body,
  },
  response: { status: 200, body: { data: { count_to_process: 1 }, status: 1 } },
};

type Init = Parameters<typeof fetch>[1];
const changes: readonly { what: string; url?: (url: string) => string; init?: Init }[] = [
  { what: 'another path', url: (url) => url.replace('v2', 'v3') },
  { what: 'another method', init: { method: 'PUT' } },
  { what: 'another token', init: { headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': 'other' } } },
  { what: 'no token', init: { headers: { 'Content-Type': 'application/json' } } },
  { what: 'a field of another name', init: { body: JSON.stringify(body).replace('email', 'mail') } },
  { what: 'a field more', init: { body: JSON.stringify({ ...body, tags: '1' }) } },
];

test.each(changes)('a client that sends $what breaks the contract', async ({ url = String, init }) => {
  const changed: typeof fetch = (input, given) => fetch(url(String(input)), { ...given, ...init });
  const played = contract.play([interaction], async (baseUrl) => {
    await createLeelooClient({ baseUrl, token: 'company', fetch: changed })
      .createEmailAccounts(body)
      .catch(() => {});
  });
  await expect(played).rejects.toThrow('Test failed for the following reasons');
});

test('a client that makes no error of a refusal breaks the contract', async () => {
  const response = { status: 200, body: { status: 0, error: { fields: {}, code: 'FORMAT_ERROR' } } };
  const played = contract.play([{ ...interaction, response }], async (baseUrl) => {
    const lenient: typeof fetch = async (...call) => {
      await fetch(...call);
      return Response.json({ data: { count_to_process: 1 }, status: 1 });
    };
    const client = createLeelooClient({ baseUrl, token: 'company', fetch: lenient });
    await refused(client.createEmailAccounts(body), LeelooError);
  });
  await expect(played).rejects.toThrow('Cannot see a LeelooError: the call came to');
});

test('a contract with a broken test is not read', async () => {
  expect(() => contract.read()).toThrow(
    /^Cannot read the contract with leeloo: \d of its tests failed\. Mend them first\.$/,
  );
});
