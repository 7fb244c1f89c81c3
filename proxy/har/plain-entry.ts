import { knowRequest } from '../../src/kit/known-request.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { captureLimits } from '../recording/recorder.ts';
import type { PlainExchange } from '../recording-format/to-recording.ts';
import type { PlainBody, PlainReply, PlainRequest } from '../redaction/message.ts';
import type { HeaderPairs } from '../wire/header-pairs.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { type FoundBody, replyBody, requestBody } from './har-body.ts';
import type { HarEntry, HarPair } from './har-entry.ts';
import type { Owned } from './owner.ts';

/** An exchange that is no recording, and why. */
export interface LeftOut {
  readonly reason: string;
  /** Whether an exchange with the real API is lost by it; a browser's own requests are not missed. */
  readonly isLoss: boolean;
}

/** The exchange that an entry is of. */
export function plainEntry(entry: HarEntry, { provider, url, path, query }: Owned): PlainExchange | LeftOut {
  const reason = oddityOf(entry);
  if (reason !== undefined) return { reason, isLoss: false };
  const [sent, received] = [headersOf(entry.request.headers), headersOf(entry.response.headers)];
  if (!sent || !received) return lost('a header of it is none of HTTP');
  const startedAt = Date.parse(entry.startedDateTime);
  if (!(startedAt >= 0)) return lost('its `startedDateTime` is no time');
  const problem = headProblem(entry);
  if (problem !== undefined) return lost(problem);
  const request = withBody(requestBody(entry, sent), captureLimits.request);
  if ('missing' in request) return lost(`its request ${request.missing}`);
  const reply = withBody(replyBody(entry, received), captureLimits.reply);
  if ('missing' in reply) return lost(`its reply ${reply.missing}`);
  const { method } = entry.request;
  const { status, statusText = '' } = entry.response;
  const asked: PlainRequest = { method, path, query, headers: sent, body: request };
  const answered: PlainReply = { status, statusText, headers: received, body: reply };
  return {
    provider,
    operation: operationOf(provider, asked, request),
    upstream: url,
    startedAt,
    durationMs: Math.max(0, entry.time ?? 0),
    request: withNeutralBoundary(asked),
    reply: answered,
  };
}

function lost(reason: string): LeftOut {
  return { reason, isLoss: true };
}

/** What makes an entry none that a client and the real API had with each other. */
function oddityOf({ request, response, _fromCache }: HarEntry): string | undefined {
  const names = new Set(request.headers.map(({ name }) => name.toLowerCase()));
  if (request.method === 'OPTIONS' && names.has('access-control-request-method'))
    return "it is a browser's question whether a page may ask; this server answers it itself";
  if (_fromCache !== undefined && _fromCache !== null) return "its reply came from the browser's cache";
  if (response.status <= 0) return 'it has no reply: it was broken off, or the page was not allowed to read it';
  if (response.status === 101) return 'it became a connection of another protocol';
  return undefined;
}

function headProblem({ request: { method }, response: { status, statusText = '' } }: HarEntry): string | undefined {
  if (!/^[!#$%&'*+.^_`|~\dA-Z-]+$/i.test(method)) return 'its method is none of HTTP';
  if (status < 200 || status > 999) return 'its status is no final one of HTTP';
  return isHeaderText(statusText) ? undefined : 'the text of its status is none of HTTP';
}

/** Nothing when one of them could not have been sent. */
function headersOf(pairs: readonly HarPair[]): HeaderPairs | undefined {
  // HTTP/2 writes method and address as headers; of a repeated header browsers write the values on lines of one.
  const found = pairs
    .filter(({ name }) => !name.startsWith(':'))
    .flatMap(({ name, value }) =>
      value.split('\n').map((line) => [name.toLowerCase(), line.replace(/^[ \t]+/, '')] as const),
    );
  const isOdd = ([name, value]: readonly [string, string]) =>
    !/^[!#$%&'*+.^_`|~\da-z-]+$/.test(name) || !isHeaderText(value);
  return found.some(isOdd) ? undefined : found;
}

function isHeaderText(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

/** As it is with what a recorder sees: a larger body is played by nobody. */
function withBody(body: FoundBody, limit: number): FoundBody {
  const isLarge = 'bytes' in body && body.bytes.length > limit;
  return isLarge ? { missing: `has a body over ${limit / 1_048_576} MiB` } : body;
}

/** What a request calls, as the server would name it. */
function operationOf(provider: Provider, { method, path, query, headers }: PlainRequest, body: PlainBody) {
  const head = { method, path, query, headers: Object.fromEntries(headers), baseUrl: '/' };
  return knowRequest(provider, head, 'bytes' in body ? body.bytes : 'too-large').operation;
}
