import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** What the stand-in for the real APIs says back: the marker of the request's session, and a token of its own. */
export interface SaidBack {
  readonly marker: string | undefined;
  readonly access_token: string;
  readonly said: string;
}

type Answer = (response: ServerResponse, reply: SaidBack) => void;

/** One of a list, by what came: the same request gets the same. */
function oneOf<T>(list: readonly [T, ...T[]], { said, marker = '' }: SaidBack): T {
  return list[(said.length + marker.length) % list.length] ?? list[0];
}

/** Bytes as they are, on the connection itself. */
function raw(response: ServerResponse, head: string, body: string): void {
  response.socket?.end(Buffer.from(`HTTP/1.1 ${head}\r\nConnection: close\r\n\r\n${body}`, 'latin1'));
}

const reasons = ['O\x01K', '\x1b[31mred', 'a\x7fb', '\x00', 'caf\xe9', '\x9b31m', 'a\tb'] as const;
const headers = [
  'X-Odd: a\x01b',
  'X-\x02Odd: a',
  'Content-Type: text/\x1bplain',
  'Set-Cookie: a=\x00b',
  ': nothing',
  'X-Odd: caf\xe9\x9b',
  'Transfer-Encoding: \x0bchunked',
] as const;
const chunks = [
  '5\r\nhello\r\n\x01zz\r\n',
  'fffffffffffffffff\r\nhello',
  '5;\x01=\x02\r\nhello\r\n0\r\n\r\n',
  '-1\r\nhello',
  '5\r\nhello!\r\n0\r\n\r\n',
  '0\r\nX-Trailer: \x01\r\n\r\n',
] as const;

const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;
type Coding = keyof typeof encoders;
const codingNames: readonly Coding[] = ['gzip', 'deflate', 'br'];

/** As many content codings as most servers take away, and more; one says that it has some, and has none. */
const chains = [1, 2, 7, 8, 9, 40, 0] as const;

/** Replies that a real API does not give, and somebody between may. */
export const oddAnswers = {
  reason: (response, reply) => raw(response, `200 ${oneOf(reasons, reply)}\r\nContent-Length: 2`, 'ok'),
  headers: (response, reply) => raw(response, `200 OK\r\n${oneOf(headers, reply)}\r\nContent-Length: 2`, 'ok'),
  chunks: (response, reply) => raw(response, '200 OK\r\nTransfer-Encoding: chunked', oneOf(chunks, reply)),
  codings: (response, reply) => {
    const count = oneOf(chains, reply);
    const codings = Array.from({ length: count || 9_000 }, (_, index) => codingNames[index % 3] ?? 'gzip');
    const plain = Buffer.from(JSON.stringify(reply));
    const body = count === 0 ? plain : codings.reduce<Buffer>((bytes, coding) => encoders[coding](bytes), plain);
    // A head has 16 KiB at most.
    const named = count === 0 ? ',gzip'.repeat(2_000).slice(1) : codings.join(', ');
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': named }).end(body);
  },
  html: (response, { marker, access_token, said }) => {
    const type = oneOf(['text/html', 'text/html; charset=utf-8', 'image/svg+xml', 'application/xhtml+xml'], {
      marker,
      access_token,
      said,
    });
    const form = `<input type="hidden" name="csrf_token" value="${access_token}">`;
    const page = `<html><body>${marker}${form}<script>fetch('/_understudy/requests')</script></body></html>`;
    response.writeHead(200, { 'Content-Type': type }).end(page);
  },
} as const satisfies Readonly<Record<string, Answer>>;
