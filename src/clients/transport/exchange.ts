import type { CallFacts } from './call-error.ts';
import { createMasker, type Secrets } from './masking.ts';
import { Reply } from './reply.ts';
import type { CallOptions, Settings } from './settings.ts';
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
 * aborted, with a RequestTimeoutError or a ConnectionError otherwise, and with a TypeError for a header that none can be.
 */
export async function exchange(settings: Settings, outgoing: Outgoing, options: CallOptions = {}): Promise<Reply> {
  const { signal } = options;
  const masked = createMasker(outgoing.secrets);
  const call = { action: outgoing.action, method: outgoing.method, url: masked(outgoing.url.href) };
  const headers = headersOf(outgoing, options);
  settings.onRequest?.(call);
  const sentAt = performance.now();
  const { response, text } = await send(settings, { ...outgoing, headers }, call, signal);
  const facts = { status: response.status, headers: response.headers };
  settings.onResponse?.({ ...call, ...facts, durationMs: performance.now() - sentAt });
  return new Reply(call, facts, text, masked);
}

async function send(
  { timeoutMs, fetch }: Settings,
  { method, url, headers, body }: Omit<Outgoing, 'headers'> & { readonly headers: Headers },
  call: CallFacts,
  signal: AbortSignal | undefined,
): Promise<{ readonly response: Response; readonly text: string }> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // A redirection would carry credentials to wherever it points.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return { response, text: await response.text() };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) throw new RequestTimeoutError(call, timeoutMs);
    throw connectionError(call, cause);
  }
}

/** What the client sends, and what the caller adds. */
function headersOf({ action, headers: own }: Outgoing, { headers: further = {} }: CallOptions): Headers {
  const headers = new Headers(own);
  for (const [name, value] of Object.entries(further)) {
    try {
      headers.set(name, value);
    } catch {
      // The value may be a secret, so it is not repeated.
      throw new TypeError(
        `Cannot ${action}: the header "${name.slice(0, 80)}" is none that HTTP has. Correct its name or value.`,
      );
    }
  }
  return headers;
}

/** Node's fetch says "fetch failed" and keeps the system's error as its cause. */
function connectionError(call: CallFacts, error: unknown): ConnectionError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return new ConnectionError(call, code, cause);
}
