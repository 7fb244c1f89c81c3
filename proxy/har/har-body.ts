import type { PlainBody } from '../redaction/message.ts';
import { type HeaderPairs, headerValue } from '../wire/header-pairs.ts';
import type { HarEntry, HarPostData } from './har-entry.ts';

/** A body, or why the archive does not have it, as a clause: "its request has a body that ...". */
export type FoundBody = PlainBody | { readonly missing: string };

/** In an archive stands what a body says, decoded, as text or in base64: its bytes only if the two are the same. */
interface Said {
  readonly text: string;
  readonly isBase64: boolean;
  /** Bytes, where the archive tells. */
  readonly size: number | undefined;
  /** Its `Content-Type`. */
  readonly type: string;
  /** Its `Content-Encoding`; the archive has it decoded. */
  readonly encoding: string | undefined;
}

/** The body of a request. Browsers tell the size of their text, and not of what they sent; a `Content-Length` tells that. */
export function requestBody({ request }: HarEntry, headers: HeaderPairs): FoundBody {
  const { postData = {}, bodySize = 0 } = request;
  const [type, encoding] = [headerValue(headers, 'content-type') ?? '', headerValue(headers, 'content-encoding')];
  const sent = sizeIn(headers);
  const text = postData.text || formOf(postData, type);
  if (text === undefined) return { missing: 'has a form whose text the archive does not hold' };
  if (text === '') return Math.max(sent ?? 0, bodySize) > 0 ? notHeld : { bytes: Buffer.alloc(0), encoding };
  const isBase64 = [postData.encoding, postData._encoding].includes('base64');
  // What was compressed on the wire had another size there.
  return bodyOf({ text, isBase64, size: encoding === undefined ? sent : undefined, type, encoding });
}

const notHeld = { missing: 'has a body that the archive does not hold' };

function sizeIn(headers: HeaderPairs): number | undefined {
  const length = headerValue(headers, 'content-length');
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

/** The body of a reply. Chromium calls one empty that it did not keep; only what came over the wire tells. */
export function replyBody({ request, response }: HarEntry, headers: HeaderPairs): FoundBody {
  const { content = {}, status, bodySize = 0 } = response;
  const { text = '', size = 0 } = content;
  const [type, encoding] = [headerValue(headers, 'content-type') ?? '', headerValue(headers, 'content-encoding')];
  if (text === '') {
    const hasNone = request.method === 'HEAD' || status === 204 || status === 304;
    const came = hasNone ? 0 : Math.max(size, bodySize, sizeIn(headers) ?? 0);
    return came > 0 ? { missing: `${notHeld.missing}: export it with content` } : { bytes: Buffer.alloc(0), encoding };
  }
  // Tools count in several ways, so the size only tells whether a character that may stand for unreadable bytes was one itself.
  const counted = size > 0 && text.includes('\ufffd') ? size : undefined;
  return bodyOf({ text, isBase64: content.encoding === 'base64', size: counted, type, encoding });
}

/** Some browsers tell the fields of a form only. Nothing when they do not tell how it was written. */
function formOf({ params = [] }: HarPostData, type: string): string | undefined {
  if (params.length === 0) return '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  return new URLSearchParams(params.map(({ name, value = '' }): [string, string] => [name, value])).toString();
}

function bodyOf({ text, isBase64, size, type, encoding }: Said): FoundBody {
  if (isBase64) return { bytes: Buffer.from(text, 'base64'), encoding };
  const bytes = Buffer.from(text);
  const isAscii = bytes.length === text.length;
  // Some browsers write each byte that is no text as the character of its number.
  if (size === text.length && !isAscii && isLatin1(text)) return { bytes: Buffer.from(text, 'latin1'), encoding };
  const [, charset = 'utf-8'] = /;\s*charset="?([^\s;"]+)/i.exec(type) ?? [];
  if (!isAscii && !/^utf-?8$/i.test(charset)) return { missing: 'has a body in another character set than UTF-8' };
  // A reader that met bytes that are no text put another character in their place.
  const isGuessed = size === undefined ? text.includes('\ufffd') : size !== bytes.length;
  return isGuessed
    ? { missing: 'has a body that is not all text, and the archive does not hold its bytes' }
    : { bytes, encoding };
}

function isLatin1(text: string): boolean {
  return !/[^\0-\xff]/.test(text);
}
