import type { CallFacts } from './call-error.ts';
import { createMasker, type Secrets } from './masking.ts';
import { Reply } from './reply.ts';
import type { Settings } from './settings.ts';
import { ConnectionError, RequestTimeoutError } from './transport-errors.ts';

/** One HTTP request of a client. */
export interface Outgoing {
  /** What it is to do, such as `create a user`; errors begin with it. */
  readonly action: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; a request without it has no body. */
  readonly body?: unknown;
  readonly secrets: Secrets;
}

/**
 * Sends a request, once, and reads its whole reply, whatever its status. Rejects with the signal's reason when it is
 * aborted, with a RequestTimeoutError or a ConnectionError otherwise.
 */
export async function exchange(settings: Settings, outgoing: Outgoing, signal?: AbortSignal): Promise<Reply> {
  const masked = createMasker(outgoing.secrets);
  const call = { action: outgoing.action, method: outgoing.method, url: masked(outgoing.url.href) };
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  try {
    signal?.throwIfAborted();
    const response = await settings.fetch(outgoing.url, {
      method: outgoing.method,
      headers: outgoing.headers,
      body: outgoing.body === undefined ? null : JSON.stringify(outgoing.body),
      // A redirection would carry credentials to wherever it points.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return new Reply(call, response.status, await response.text(), masked);
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) throw new RequestTimeoutError(call, settings.timeoutMs);
    throw connectionError(call, cause);
  }
}

/** Node's fetch says "fetch failed" and keeps the system's error as its cause. */
function connectionError(call: CallFacts, error: unknown): ConnectionError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return new ConnectionError(call, code, cause);
}
