import type { SafeBody, SafeRequest } from '../redaction/message.ts';
import { textOf } from '../redaction/message-templates.ts';
import { withoutToolkitHeaders } from '../wire/headers.ts';
import type { RawReply } from '../wire/message.ts';
import { bodyBytes } from './recorded-body.ts';
import type { RecordedBody, Recording, StoredRecording } from './recording.ts';

/** The request of a recording, as redaction left it. */
export function recordedRequest({ request }: Recording): SafeRequest {
  const { method, path, query, headers, encoding, body } = request;
  return { method, path, query, headers, body: safeBody(body, encoding) };
}

/** Headers that say how a body is framed: whoever sends it says so anew. */
const framing = [
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What a recording answers: the body decoded, its headers without content coding and length. */
export interface RecordedReply extends RawReply<Buffer> {
  /** The recording's file, relative to the recordings folder. */
  readonly recording: string;
}

/** What a recording answers; nothing when the body was not kept. */
export function recordedReply({ file, recording }: StoredRecording): RecordedReply | undefined {
  const { status, status_text = '', headers, body } = recording.response;
  const bytes = bodyBytes(body);
  const rawHeaders = withoutToolkitHeaders(headers.filter(([name]) => !framing.includes(name)).flat());
  return bytes && { status, statusText: status_text, rawHeaders, body: bytes, recording: file };
}

function safeBody(body: RecordedBody | undefined, encoding: string | undefined): SafeBody {
  if (body === undefined) return { text: '', encoding };
  if ('not_kept' in body) return { gap: 'incomplete', length: body.bytes, encoding };
  if ('json' in body) {
    const text = JSON.stringify(body.json);
    return { text, encoding, json: { text, value: body.json } };
  }
  // As it goes over the wire: a file made by hand may hold halves of characters.
  if ('text' in body) return { text: body.text.toWellFormed(), encoding };
  const bytes = Buffer.from(body.base64, 'base64');
  const text = textOf(bytes);
  return text === undefined ? { binary: bytes, encoding } : { text, encoding };
}
