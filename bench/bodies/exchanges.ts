import { getresponse } from '../../mocks/getresponse/provider.ts';
import type { ReplayRequest } from '../../proxy/matching/replay.ts';
import { fileOf, printRecording } from '../../proxy/recording-format/print-recording.ts';
import { plainReply, plainRequest, toRecording } from '../../proxy/recording-format/to-recording.ts';
import type { PlainBody, SafeBody } from '../../proxy/redaction/message.ts';
import type { UpstreamExchange } from '../../proxy/wire/exchange.ts';
import type { Exchange } from '../../src/kit/exchange.ts';

/** Its bodies have the most that is looked for: keys anywhere, annotated names, personal data, ids of calls. */
export const provider = getresponse;
const operation = 'add-account';

/** A body and what it says it is. */
export interface Content {
  readonly type: string;
  readonly bytes: Buffer;
}

const small: Content = { type: 'application/json', bytes: Buffer.from('{"a":1}') };

/** An exchange with a body in its request or in its reply, the other one being small. */
export function exchangeWith(content: Content, way: 'request' | 'reply'): UpstreamExchange {
  const [sent, received] = way === 'request' ? [content, small] : [small, content];
  const path = '/';
  return {
    provider,
    sessionId: 'default',
    operation,
    upstream: provider.upstream,
    request: {
      head: { method: 'POST', path, query: '', headers: { 'content-type': sent.type }, baseUrl: '' },
      rawHeaders: ['Content-Type', sent.type],
      body: { bytes: sent.bytes, length: sent.bytes.length },
    },
    reply: {
      status: 200,
      statusText: '',
      rawHeaders: ['Content-Type', received.type],
      body: { bytes: received.bytes, length: received.bytes.length },
    },
    ending: 'whole',
    startedAt: 1_893_456_000_000,
    durationMs: 5,
  };
}

/** The same as it comes to a replaying server. */
export function askedWith(content: Content): ReplayRequest {
  const { head } = exchangeWith(content, 'request').request;
  return { provider, operation, played: new Map(), head, body: content.bytes };
}

/** The same as the journal notes it. */
export function notedWith(content: Content, way: 'request' | 'reply'): Exchange {
  const [sent, received] = way === 'request' ? [content, small] : [small, content];
  return {
    provider,
    operation,
    source: 'upstream',
    rule: undefined,
    rules: [],
    violations: [],
    nearest: [],
    params: {},
    head: { method: 'POST', path: '/', query: '', headers: { 'content-type': sent.type }, baseUrl: '' },
    body: sent.bytes,
    reply: { status: 200, headers: { 'Content-Type': received.type }, body: received.bytes.toString() },
  };
}

/** A file as somebody may make one by hand: nothing in it is redacted, and it claims to be proven. */
export function unredactedFile(exchange: UpstreamExchange): { readonly file: string; readonly text: string } {
  if (!exchange.reply) throw new Error('Cannot print an exchange without a reply.');
  const request = plainRequest(exchange);
  const reply = plainReply(exchange.reply);
  const nothingRedacted = () => {
    throw new Error('Cannot say what was asked or received: nothing is redacted.');
  };
  const safe = {
    request: { ...request, body: asText(request.body) },
    reply: { ...reply, body: asText(reply.body) },
    asked: nothingRedacted,
    received: nothingRedacted,
    credential: undefined,
    stillHolds: () => false,
  };
  const recording = toRecording(exchange, safe, { sequence: 1, pseudonymised: false });
  const text = printRecording(recording);
  return { file: fileOf(recording, text), text };
}

function asText(body: PlainBody): SafeBody {
  return 'bytes' in body ? { text: body.bytes.toString(), encoding: body.encoding } : body;
}
