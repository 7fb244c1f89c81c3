import { bodyBytes } from '../recording-format/recorded-body.ts';
import type { Recording, StoredRecording } from '../recording-format/recording.ts';
import { textOf } from '../redaction/message-templates.ts';
import { type HeaderPairs, headerValue } from '../wire/header-pairs.ts';

interface NameAndValue {
  readonly name: string;
  readonly value: string;
}

/** One exchange in an HTTP Archive (HAR 1.2, entries). */
export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly [];
    readonly headers: readonly NameAndValue[];
    readonly queryString: readonly NameAndValue[];
    readonly postData?: { readonly mimeType: string; readonly text: string; readonly comment?: string };
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly [];
    readonly headers: readonly NameAndValue[];
    readonly content: {
      readonly size: number;
      readonly mimeType: string;
      readonly text?: string;
      readonly encoding?: string;
      readonly comment?: string;
    };
    readonly redirectURL: string;
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly cache: Record<string, never>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly comment: string;
}

/** An HTTP Archive: the format that browsers and most HTTP tools read. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: NameAndVersion;
    readonly entries: readonly HarEntry[];
  };
}

interface NameAndVersion {
  readonly name: string;
  readonly version: string;
}

/** Recordings as an HTTP Archive. What they do not hold (header sizes, cookies taken apart) is -1 or empty. */
export function toHar(recordings: readonly StoredRecording[], creator: NameAndVersion): Har {
  return { log: { version: '1.2', creator, entries: recordings.map(toEntry) } };
}

function toEntry({ file, recording }: StoredRecording): HarEntry {
  const { recorded_at, duration_ms = 0 } = recording;
  return {
    startedDateTime: recorded_at,
    time: duration_ms,
    request: toRequest(recording),
    response: toResponse(recording),
    cache: {},
    timings: { send: 0, wait: duration_ms, receive: 0 },
    comment: file,
  };
}

function toRequest({ request, upstream }: Recording): HarEntry['request'] {
  const { method, path, query, headers, body } = request;
  const bytes = bodyBytes(body);
  const mimeType = headerValue(headers, 'content-type') ?? '';
  const text = bytes && textOf(bytes);
  const postData =
    text === undefined
      ? { mimeType, text: bytes?.toString('base64') ?? '', comment: bytes ? 'in base64' : 'not kept' }
      : { mimeType, text };
  return {
    method,
    url: `${upstream.replace(/\/$/, '')}${asUri(path)}${query === '' ? '' : `?${asUri(query)}`}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toPairs(headers),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    ...(body !== undefined && { postData }),
    headersSize: -1,
    bodySize: bytes?.length ?? -1,
  };
}

/** Clients send what no URI may have (RFC 3986), such as a bare `%` or a `|`; it is percent-encoded, all else stays. */
function asUri(text: string): string {
  return text.replace(/%(?![\da-f]{2})|[^%\w\-.~!$&'()*+,;=:@/?]/giu, encodeURIComponent);
}

function toResponse({ response }: Recording): HarEntry['response'] {
  const { status, status_text: statusText = '', headers, body } = response;
  return {
    status,
    statusText,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toPairs(headers),
    content: toContent(body, headerValue(headers, 'content-type') ?? ''),
    redirectURL: headerValue(headers, 'location') ?? '',
    headersSize: -1,
    // Of the body as it was sent, which nobody knows any more.
    bodySize: -1,
  };
}

function toContent(body: Recording['response']['body'], mimeType: string): HarEntry['response']['content'] {
  const bytes = bodyBytes(body);
  if (!bytes) return { size: body && 'not_kept' in body ? body.bytes : 0, mimeType, comment: 'not kept' };
  const text = textOf(bytes);
  const { length: size } = bytes;
  return text === undefined
    ? { size, mimeType, text: bytes.toString('base64'), encoding: 'base64' }
    : { size, mimeType, text };
}

function toPairs(headers: HeaderPairs): NameAndValue[] {
  return headers.map(([name, value]) => ({ name, value }));
}
