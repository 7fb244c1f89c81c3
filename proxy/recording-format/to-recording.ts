import { oncePerName } from '../../src/kit/once-per.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { CredentialKind } from '../redaction/credential-kind.ts';
import type { PlainBody, PlainReply, PlainRequest } from '../redaction/message.ts';
import type { SafeExchange } from '../redaction/redaction.ts';
import { decodeBody } from '../wire/decode-body.ts';
import type { CapturedBody, UpstreamExchange } from '../wire/exchange.ts';
import { headerPairs, headerValue } from '../wire/header-pairs.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { digestOf } from './edited.ts';
import { recordedBody } from './recorded-body.ts';
import { formatVersion, type Recording, unknownOperation } from './recording.ts';
import { schemaFrom } from './schema-copy.ts';

/** A decoded body may have so many bytes: a few compressed ones can become gigabytes. */
const maxDecodedBytes = 2 * 1_048_576;

/** A request as it was captured, decoded, a form with the boundary of all. */
export function plainRequest({ request: { head, rawHeaders, body } }: UpstreamExchange): PlainRequest {
  const headers = headerPairs(rawHeaders);
  return withNeutralBoundary({
    method: head.method,
    path: head.path,
    query: head.query,
    headers,
    body: plainBody(body, headerValue(headers, 'content-encoding')),
  });
}

/** A reply as it was captured, decoded. */
export function plainReply({
  status,
  statusText,
  rawHeaders,
  body,
}: NonNullable<UpstreamExchange['reply']>): PlainReply {
  const headers = headerPairs(rawHeaders);
  return { status, statusText, headers, body: plainBody(body, headerValue(headers, 'content-encoding')) };
}

function plainBody(body: CapturedBody, encoding: string | undefined): PlainBody {
  const { length } = body;
  if ('notKept' in body) return { gap: body.notKept, length, encoding };
  if (encoding === undefined || length === 0) return { bytes: body.bytes, encoding };
  const bytes = decodeBody(body.bytes, encoding, maxDecodedBytes);
  return bytes ? { bytes, encoding } : { gap: 'not-decodable', length, encoding };
}

/** An exchange in plain words: whole, decoded, and not yet redacted. */
export interface PlainExchange {
  readonly provider: Provider;
  /** None when the provider has no such operation; `batch` for a JSON-RPC batch. */
  readonly operation: string | undefined;
  /** Base URL of the real API. */
  readonly upstream: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly request: PlainRequest;
  readonly reply: PlainReply;
}

/** An exchange that was captured to its end. Throws for one without a reply. */
export function plainExchange(exchange: UpstreamExchange): PlainExchange {
  const { provider, operation, upstream, startedAt, durationMs, reply } = exchange;
  if (!reply) throw new Error('Cannot keep an exchange without a reply.');
  const [request, plain] = [plainRequest(exchange), plainReply(reply)];
  return { provider, operation, upstream, startedAt, durationMs, request, reply: plain };
}

/** What a recording holds beside the exchange. */
export interface RecordingFacts {
  readonly sequence: number;
  readonly run?: number | undefined;
  readonly pseudonymised: boolean;
  readonly note?: string | undefined;
  /** Of a recording that was one before: what its exchange does not tell any more. */
  readonly credential?: CredentialKind | undefined;
  readonly digest?: string | undefined;
}

/**
 * The content of a file, before it is checked: proven is what it claims until the check says otherwise. Members that are
 * undefined are not printed.
 */
export function toRecording(
  exchange: Omit<PlainExchange, 'request' | 'reply'>,
  { request, reply, credential }: SafeExchange,
  facts: RecordingFacts,
): Recording {
  const gap = [request.body, reply.body].find((body) => 'gap' in body);
  const recorded = {
    recorded_at: new Date(exchange.startedAt).toISOString(),
    ...toMessages({ request, reply }),
  };
  return {
    $schema: schemaFrom(),
    version: formatVersion,
    sequence: facts.sequence,
    run: facts.run,
    provider: exchange.provider.name,
    operation: exchange.operation ?? unknownOperation,
    upstream: withoutCredentials(exchange.provider, exchange.upstream),
    duration_ms: Math.max(0, Math.round(exchange.durationMs)),
    pseudonymised: facts.pseudonymised,
    credential: facts.credential ?? credential,
    digest: facts.digest ?? digestOf(recorded),
    note: facts.note,
    ...recorded,
    check: gap && 'gap' in gap ? { verdict: 'not-playable', reason: gapReasons[gap.gap] } : { verdict: 'proven' },
  };
}

/** Request and reply in the form of a file. Members that are undefined are not printed. */
export function toMessages({
  request,
  reply,
}: Pick<SafeExchange, 'request' | 'reply'>): Pick<Recording, 'request' | 'response'> {
  return {
    request: {
      method: request.method,
      path: request.path,
      query: request.query,
      headers: request.headers,
      encoding: request.body.encoding,
      body: recordedBody(request.body),
    },
    response: {
      status: reply.status,
      status_text: reply.statusText === '' ? undefined : reply.statusText,
      headers: reply.headers,
      encoding: reply.body.encoding,
      body: recordedBody(reply.body),
    },
  };
}

const gapReasons = {
  'too-large': 'a body is over the limit',
  incomplete: 'a body ended early',
  'not-decodable': 'a body has an unknown or broken encoding, or is over the limit when decoded',
  'secret-in-binary': 'a body is binary and holds a secret',
} as const;

/** Read once for each upstream, of which a provider has one. Those that hold credentials are refused at the start already. */
const withoutCredentials = oncePerName((_provider: Provider, upstream = ''): string => {
  const url = URL.parse(upstream);
  return url ? url.origin + url.pathname : '';
});
