import { mocks } from '../../mocks/index.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';

/** A pact of the shop with Leeloo, with what is given in the place of its parts. */
export function pact(version: string, interactions: readonly JsonObject[], others: JsonObject = {}): JsonObject {
  const metadata = { pactSpecification: { version } };
  return { consumer: { name: 'shop' }, provider: { name: 'leeloo' }, interactions, metadata, ...others };
}

const { token, connection_id } = mocks.leeloo.credentials;
const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': token };
const accepted = { data: { count_to_process: 1 }, status: 1 };

const body = { data: [{ email: 'revolt@xmpl.net' }], connection_id };
const request = { method: 'POST', path: '/api/v2/accounts/email' };

/** The creation of an account, as pacts of version 2 and 3 write it. */
export const creation = {
  description: 'creates an account',
  request: { ...request, headers, body },
  response: { status: 200, body: accepted },
};

/** The same as pacts of version 4 write it. */
export const creation4 = {
  type: 'Synchronous/HTTP',
  description: 'creates an account',
  request: { ...request, headers, body: { content: body, contentType: 'application/json', encoded: false } },
  response: { status: 200, body: { content: accepted, contentType: 'application/json', encoded: false } },
};
