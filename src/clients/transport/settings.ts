import type { CallFacts } from './call-error.ts';

/** What every client is made from. */
export interface ClientOptions {
  /**
   * Where the API is. Without this member it is the real one; a member that is there but undefined or empty, as from a
   * variable that is not set, is a TypeError. A path in it is kept.
   */
  readonly baseUrl?: string;
  /** How long one HTTP request may take, its reply included, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** What sends requests; Node's own by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Told of each HTTP request before it is sent. What it throws ends the call. */
  readonly onRequest?: ((request: SentRequest) => void) | undefined;
  /** Told of each whole reply, of whatever status, before it is read. What it throws ends the call. */
  readonly onResponse?: ((response: ReceivedResponse) => void) | undefined;
}

/** A request that goes out; no secret is in it. */
export type SentRequest = CallFacts;

/** A reply that came. */
export interface ReceivedResponse extends CallFacts {
  /** The HTTP status. */
  readonly status: number;
  /** All of them, such as those of limits, paging and traces, as they came. */
  readonly headers: Headers;
  /** From the request on, in milliseconds. */
  readonly durationMs: number;
}

/** What every call takes besides its own arguments. */
export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason. The provider may have performed it all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Further headers of the request; one that the client sends itself is replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Options with every default filled in. */
export interface Settings {
  /** Ends with a slash. */
  readonly baseUrl: URL;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly onRequest: ClientOptions['onRequest'];
  readonly onResponse: ClientOptions['onResponse'];
}

const defaultTimeoutMs = 30_000;
/** What Node's timers can hold. */
const longestTimeoutMs = 2_147_483_647;

/** Fills in the defaults. Throws a TypeError or RangeError in plain words when an option cannot be used. */
export function settingsOf(client: string, defaultBaseUrl: string, options: ClientOptions): Settings {
  const { timeoutMs = defaultTimeoutMs, fetch = globalThis.fetch, onRequest, onResponse } = options;
  const baseUrl = 'baseUrl' in options ? options.baseUrl : defaultBaseUrl;
  if (!(timeoutMs > 0 && timeoutMs <= longestTimeoutMs)) {
    throw new RangeError(
      `Cannot make a ${client} client: timeoutMs is ${timeoutMs}. Use milliseconds, such as ${defaultTimeoutMs}.`,
    );
  }
  if (baseUrl === undefined || baseUrl === '') {
    throw new TypeError(
      `Cannot make a ${client} client: baseUrl is ${baseUrl === '' ? 'empty' : 'undefined'}. Leave the member out to call ${defaultBaseUrl}, or set what it is taken from.`,
    );
  }
  return { baseUrl: readBaseUrl(client, baseUrl, defaultBaseUrl), timeoutMs, fetch, onRequest, onResponse };
}

function readBaseUrl(client: string, text: string, example: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash) {
    // The text may hold a password, so it is not repeated.
    throw new TypeError(
      `Cannot make a ${client} client: baseUrl is no plain http or https URL. Use one such as ${example}.`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Throws a TypeError unless a header can carry the credential; the message does not repeat it. */
export function requireCredential(client: string, name: string, value: string): void {
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return;
  throw new TypeError(
    `Cannot make a ${client} client: ${name} is empty or has characters that no credential has. Pass it as you got it.`,
  );
}
