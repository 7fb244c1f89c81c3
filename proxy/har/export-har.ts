import type { Creator, Entry, Har, Header } from 'har-format';
import { bodyBytes } from '../recording-format/recorded-body.ts';
import type { Recording, StoredRecording } from '../recording-format/recording.ts';
import { textOf } from '../redaction/message-templates.ts';
import { type HeaderPairs, headerValue } from '../wire/header-pairs.ts';
import type { OwnFields } from './har-entry.ts';

/**
 * Recordings as an HTTP Archive. What they do not hold (header sizes, cookies taken apart) is -1 or empty; what they hold
 * beside the exchange stands in a field of our own, so that the archive can be imported again.
 */
export function toHar(recordings: readonly StoredRecording[], creator: Creator): Har {
  return { log: { version: '1.2', creator, entries: recordings.map(toEntry) } };
}

function toEntry({ file, recording }: StoredRecording): Entry & { readonly _understudy: OwnFields } {
  const { recorded_at, duration_ms = 0 } = recording;
  return {
    startedDateTime: recorded_at,
    time: duration_ms,
    request: toRequest(recording),
    response: toResponse(recording),
    cache: {},
    timings: { send: 0, wait: duration_ms, receive: 0 },
    comment: file,
    _understudy: ownFields(recording),
  };
}

function ownFields(recording: Recording): OwnFields {
  const { provider, upstream, sequence, run, pseudonymised, credential, digest, note } = recording;
  const target = targetOf(recording);
  const asSent = asUri(target) === target ? undefined : target;
  return { provider, upstream, sequence, run, pseudonymised, credential, digest, note, target: asSent };
}

function targetOf({ request: { path, query } }: Recording): string {
  return query === '' ? path : `${path}?${query}`;
}

function toRequest(recording: Recording): Entry['request'] {
  const { request, upstream } = recording;
  const { method, query, headers, body } = request;
  const bytes = bodyBytes(body);
  const mimeType = headerValue(headers, 'content-type') ?? '';
  const text = bytes && textOf(bytes);
  const postData = text === undefined ? binaryData(mimeType, bytes) : { mimeType, text };
  return {
    method,
    url: `${upstream.replace(/\/$/, '')}${asUri(targetOf(recording))}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toPairs(request),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    ...(body !== undefined && { postData }),
    headersSize: -1,
    bodySize: bytes?.length ?? (body && 'not_kept' in body ? body.bytes : -1),
  };
}

/** HAR 1.2 has no place to say that the body of a request is in base64. */
function binaryData(mimeType: string, bytes: Buffer | undefined) {
  return bytes
    ? { mimeType, text: bytes.toString('base64'), _encoding: 'base64', comment: 'in base64' }
    : { mimeType, text: '', comment: 'not kept' };
}

/** Clients send what no URI may have (RFC 3986), such as a bare `%` or a `|`; it is percent-encoded, all else stays. */
function asUri(text: string): string {
  return text.replace(/%(?![\da-f]{2})|[^%\w\-.~!$&'()*+,;=:@/?]/giu, encodeURIComponent);
}

function toResponse({ response }: Recording): Entry['response'] {
  const { status, status_text: statusText = '', headers, body } = response;
  return {
    status,
    statusText,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toPairs(response),
    content: toContent(body, headerValue(headers, 'content-type') ?? ''),
    redirectURL: headerValue(headers, 'location') ?? '',
    headersSize: -1,
    // Of the body as it was sent, which nobody knows any more.
    bodySize: -1,
  };
}

function toContent(body: Recording['response']['body'], mimeType: string): Entry['response']['content'] {
  const bytes = bodyBytes(body);
  if (!bytes) return { size: body && 'not_kept' in body ? body.bytes : 0, mimeType, comment: 'not kept' };
  const text = textOf(bytes);
  const { length: size } = bytes;
  return text === undefined
    ? { size, mimeType, text: bytes.toString('base64'), encoding: 'base64' }
    : { size, mimeType, text };
}

/** A body stands in an archive without its content coding, which its header tells. */
function toPairs({ headers, encoding }: Recording['request'] | Recording['response']): Header[] {
  const coded: HeaderPairs = encoding === undefined ? [] : [['content-encoding', encoding]];
  return [...headers, ...coded].map(([name, value]) => ({ name, value }));
}
