import { decodeBody } from '../../../proxy/wire/decode-body.ts';
import type { CapturedBody } from '../../../proxy/wire/exchange.ts';
import type { RawHeaders } from '../../../proxy/wire/header-pairs.ts';
import { valuesOf } from '../../../proxy/wire/headers.ts';
import { maxShownBody } from '../../journal/journal-entry.ts';
import { type HttpReply, maxBodyBytes } from '../../kit/protocols/http.ts';
import { parseJson } from '../../kit/protocols/json.ts';

/** What a name or a value of a header takes beside its characters: its head, and its place in the list. */
const headerTextBytes = 32;

/** A reply that no mock made, as the journal shows it; made out when somebody looks, as most are never looked at. */
export class ShownReply implements HttpReply {
  readonly status: number;
  readonly #rawHeaders: RawHeaders;
  readonly #body: CapturedBody;

  constructor(status: number, rawHeaders: RawHeaders, body: CapturedBody) {
    this.status = status;
    this.#rawHeaders = rawHeaders;
    this.#body = body;
  }

  get headers(): Readonly<Record<string, string>> {
    const values = new Map<string, string>();
    // In the upstream's own spelling, which pairs of the recordings do not keep.
    for (const [index, name] of this.#rawHeaders.entries()) {
      if (index % 2 === 1) continue;
      const [before, value = ''] = [values.get(name), this.#rawHeaders[index + 1]];
      values.set(name, before === undefined ? value : `${before}, ${value}`);
    }
    // Object.fromEntries defines members, so that a header named __proto__ stays an ordinary one.
    return Object.fromEntries(values);
  }

  get body(): string | undefined {
    return this.#body.length > 0 ? shownBody(this.#body, this.#rawHeaders) : undefined;
  }

  get heldBytes(): number {
    const body = 'bytes' in this.#body ? this.#body.bytes.length : 0;
    return this.#rawHeaders.reduce((bytes, text) => bytes + headerTextBytes + text.length, body);
  }
}

/** Only JSON is shown: in any other text a secret of the upstream's could not be told from the rest. */
function shownBody(body: CapturedBody, rawHeaders: RawHeaders): string {
  const bytes = body.length <= maxShownBody ? decodedBody(body, rawHeaders) : undefined;
  return bytes && parseJson(bytes) ? bytes.toString('utf8') : `[${body.length} bytes]`;
}

/** A captured body without its codings; nothing when it was not kept, or cannot be decoded. */
export function decodedBody(body: CapturedBody, rawHeaders: RawHeaders): Buffer | undefined {
  if (!('bytes' in body)) return undefined;
  const codings = valuesOf(rawHeaders, 'content-encoding');
  return codings.length > 0 ? decodeBody(body.bytes, codings.join(','), maxBodyBytes) : body.bytes;
}
