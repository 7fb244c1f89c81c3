/** What every client is made from. */
export interface ClientOptions {
  /** Where the API is; the default is the real one. A path in it is kept. */
  readonly baseUrl?: string | undefined;
  /** How long one HTTP request may take, its reply included, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** What sends requests; Node's own by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** What every call takes besides its own arguments. */
export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason. The provider may have performed it all the same. */
  readonly signal?: AbortSignal | undefined;
}

/** Options with every default filled in. */
export interface Settings {
  /** Ends with a slash. */
  readonly baseUrl: URL;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

const defaultTimeoutMs = 30_000;
/** What Node's timers can hold. */
const longestTimeoutMs = 2_147_483_647;

/** Fills in the defaults. Throws a TypeError or RangeError in plain words when an option cannot be used. */
export function settingsOf(client: string, defaultBaseUrl: string, options: ClientOptions): Settings {
  const { baseUrl = defaultBaseUrl, timeoutMs = defaultTimeoutMs, fetch = globalThis.fetch } = options;
  if (!(timeoutMs > 0 && timeoutMs <= longestTimeoutMs)) {
    throw new RangeError(
      `Cannot make a ${client} client: timeoutMs is ${timeoutMs}. Use milliseconds, such as ${defaultTimeoutMs}.`,
    );
  }
  return { baseUrl: readBaseUrl(client, baseUrl, defaultBaseUrl), timeoutMs, fetch };
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
