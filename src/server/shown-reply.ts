import { decodeBody } from '../../proxy/decode-body.ts';
import type { CapturedBody, RawHeaders } from '../../proxy/exchange.ts';
import { pairs } from '../../proxy/headers.ts';
import { type HttpReply, maxBodyBytes } from '../engine/http.ts';
import { parseJson } from '../engine/json.ts';
import { maxShownBody } from '../engine/redaction.ts';

/** A reply that no mock made, as the journal shows it. */
export function shownReply(status: number, rawHeaders: RawHeaders, body: CapturedBody): HttpReply {
  const values = new Map<string, string>();
  for (const [name, value] of pairs(rawHeaders)) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  // Object.fromEntries defines members, so that a header named __proto__ stays an ordinary one.
  const headers = Object.fromEntries(values);
  return { status, headers, ...(body.length > 0 && { body: shownBody(body, rawHeaders) }) };
}

/** Only JSON is shown: in any other text a secret of the upstream's could not be told from the rest. */
function shownBody(body: CapturedBody, rawHeaders: RawHeaders): string {
  const bytes = body.length <= maxShownBody ? decodedBody(body, rawHeaders) : undefined;
  return bytes && parseJson(bytes) ? bytes.toString('utf8') : `[${body.length} bytes]`;
}

/** A captured body without its codings; nothing when it was not kept, or cannot be decoded. */
export function decodedBody(body: CapturedBody, rawHeaders: RawHeaders): Buffer | undefined {
  if (!('bytes' in body)) return undefined;
  const codings = pairs(rawHeaders).filter(([name]) => name.toLowerCase() === 'content-encoding');
  return decodeBody(body.bytes, codings.map(([, value]) => value).join(','), maxBodyBytes);
}
