/** A reply as it was read from its bytes. */
export interface ReadReply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const statusLine = /^HTTP\/1\.1 (\d{3}) [\t\x20-\x7e\x80-\xff]*$/;
const headerLine = /^([!#$%&'*+.^_`|~\dA-Za-z-]+): ([\t\x20-\x7e\x80-\xff]*)$/;

/**
 * Reads one whole reply from Latin-1 text by RFC 9112, as strictly as it is written there; nothing may follow it. Throws an
 * error when it is none. Not made of anything of the project or of Node's own parser.
 */
export function readReply(text: string): ReadReply {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = Number(statusLine.exec(first)?.[1]);
  if (end === -1 || Number.isNaN(status)) throw new Error(`No reply: ${JSON.stringify(text)}`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`No header: ${JSON.stringify(line)}`);
    headers.set(name.toLowerCase(), value);
  }
  return { status, headers, body: readBody(text.slice(end + 4), status, headers) };
}

function readBody(rest: string, status: number, headers: ReadonlyMap<string, string>): string {
  const length = headers.get('content-length');
  const coding = headers.get('transfer-encoding');
  if (length !== undefined && coding !== undefined) throw new Error('The reply is framed twice.');
  if (status === 204 || status === 304) return exactly(rest, '0');
  if (coding === 'chunked') return readChunks(rest);
  if (length === undefined) throw new Error('The reply is not framed.');
  return exactly(rest, length);
}

function exactly(rest: string, length: string): string {
  if (rest.length !== Number(length)) throw new Error(`The body has ${rest.length} bytes, not ${length}.`);
  return rest;
}

function readChunks(rest: string): string {
  let body = '';
  for (let left = rest; ; ) {
    const [, size, others] = /^([\da-f]{1,8})\r\n(.*)$/is.exec(left) ?? [];
    if (size === undefined || others === undefined) throw new Error(`No chunk: ${JSON.stringify(left)}`);
    const length = Number.parseInt(size, 16);
    if (others.slice(length, length + 2) !== '\r\n') throw new Error('A chunk does not end where it says.');
    body += others.slice(0, length);
    left = others.slice(length + 2);
    if (length === 0) return body + exactly(left, '0');
  }
}
