import { leeloo } from '../../mocks/leeloo/provider.ts';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import type { RawRequest } from './raw-socket.ts';

/** What Leeloo's mock answers to the call below when no fault strikes. */
export const created = '{"data":{"count_to_process":1},"status":1}';

const { method, path, headers } = validCall(leeloo, 'create-email-account');

/** A call to Leeloo in a session that creates one account. */
export function creating(session: { readonly id: string }, email = 'revolt@xmpl.net'): RawRequest {
  const body = { data: [{ email, name: 'Robin' }], connection_id: leeloo.credentials.connection_id };
  return { method, path: `/~${session.id}/leeloo${path}`, headers, body: JSON.stringify(body) };
}

/** A logger, and a promise of the first request that it is told of: the moment when one without a reply has arrived. */
export function listenForRequests() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { requested: promise, logger: { debug() {}, info: () => resolve(), warn() {}, error() {} } };
}
