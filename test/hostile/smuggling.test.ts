import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { exchangeBytes, type StandIn, startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const upstreamPath = '/api/v2/accounts/email';
/** What a smuggled request would show itself by. */
const hidden = 'GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n';

let upstream: StandIn & { clear(): void };
let understudy: Understudy;
beforeAll(async () => {
  const standIn = await startStandIn((response) => response.end('{}'));
  let seen = 0;
  upstream = {
    ...standIn,
    get received() {
      return standIn.received.slice(seen);
    },
    clear() {
      seen = standIn.received.length;
    },
  };
  understudy = await startUnderstudy({
    modes: { leeloo: 'proxy', getresponse: 'proxy' },
    upstreams: { leeloo: standIn.url, getresponse: standIn.url },
    env: { UNDERSTUDY_GETRESPONSE_API_KEY: 'real-0123456789abcdef' },
  });
});
beforeEach(() => upstream.clear());
afterAll(async () => {
  await understudy.close();
  await upstream[Symbol.asyncDispose]();
});

/** A request by its bytes: the lines after the request line, then what follows the empty line. */
function bytes(lines: readonly string[], rest = '', line = `POST ${path} HTTP/1.1`): string {
  return `${[line, 'Host: localhost', ...lines].join('\r\n')}\r\n\r\n${rest}`;
}

const chunked = 'Transfer-Encoding: chunked';
const whole = '2\r\n{}\r\n0\r\n\r\n';

describe('a request whose end can be read in two ways', () => {
  test.each([
    ['a length and chunks', bytes(['Content-Length: 4', chunked], `0\r\n\r\n${hidden}`)],
    ['chunks and a length', bytes([chunked, 'Content-Length: 4'], `0\r\n\r\n${hidden}`)],
    ['two equal lengths', bytes(['Content-Length: 2', 'Content-Length: 2'], '{}')],
    ['two lengths', bytes(['Content-Length: 2', 'Content-Length: 40'], `{}${hidden}`)],
    ['a list of lengths', bytes(['Content-Length: 2, 2'], '{}')],
    ['a length with a sign', bytes(['Content-Length: +2'], '{}')],
    ['a length in hexadecimal', bytes(['Content-Length: 0x2'], '{}')],
    ['a length beyond all numbers', bytes(['Content-Length: 99999999999999999999'], '{}')],
    ['a length of nothing', bytes(['Content-Length:'], '{}')],
    ['a folded header', bytes(['X-Fold: 1', ' Content-Length: 9', 'Content-Length: 2'], '{}')],
    ['a folded transfer coding', bytes(['Transfer-Encoding:', ' chunked'], whole)],
    ['line feeds alone', `POST ${path} HTTP/1.1\nHost: localhost\nContent-Length: 2\n\n{}`],
    ['a line feed in a header', bytes(['X-A: 1\nContent-Length: 40', 'Content-Length: 2'], `{}${hidden}`)],
    ['a carriage return in a header', bytes(['X-A: 1\rContent-Length: 40', 'Content-Length: 2'], `{}${hidden}`)],
    ['a space before the first header', `POST ${path} HTTP/1.1\r\n Host: localhost\r\n\r\n`],
    ['a space before a colon', bytes(['Content-Length : 2'], '{}')],
    ['a space before the colon of chunks', bytes(['Transfer-Encoding : chunked', 'Content-Length: 2'], '{}')],
    ['chunks that are none', bytes(['Transfer-Encoding: xchunked'], whole)],
    ['chunks in quotes', bytes(['Transfer-Encoding: "chunked"'], whole)],
    ['chunks after a vertical tab', bytes(['Transfer-Encoding: \x0bchunked'], whole)],
    ['chunks that are not last', bytes(['Transfer-Encoding: chunked, identity'], whole)],
    ['chunks, twice', bytes([chunked, chunked], whole)],
    ['chunks, then none', bytes([chunked, 'Transfer-Encoding: identity'], whole)],
    ['a NUL in a name', bytes(['X\0A: 1', 'Content-Length: 2'], '{}')],
    ['a NUL in a value', bytes(['X-A: 1\0', 'Content-Length: 2'], '{}')],
    ['a NUL in the path', bytes(['Content-Length: 2'], '{}', `POST ${path}\0 HTTP/1.1`)],
    ['tabs in the request line', bytes(['Content-Length: 2'], '{}', `POST\t${path}\tHTTP/1.1`)],
    ['a chunk beyond all numbers', bytes([chunked], `fffffffffffffffff\r\n{}\r\n0\r\n\r\n`)],
    ['a chunk of less than nothing', bytes([chunked], '-2\r\n{}\r\n0\r\n\r\n')],
    ['a chunk in another notation', bytes([chunked], '0x2\r\n{}\r\n0\r\n\r\n')],
    ['a chunk with a space', bytes([chunked], `2 \r\n{}\r\n0\r\n\r\n`)],
    ['chunks with line feeds alone', bytes([chunked], '2\n{}\n0\n\n')],
  ])('reaches no upstream and ends the connection: %s', async (_what, sent) => {
    const reply = await exchangeBytes(understudy, sent);
    expect(reply).toMatch(/^HTTP\/1\.1 400 .*X-Understudy-Error: bad-request.*Connection: close/s);
    expect(reply.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(upstream.received).toEqual([]);
  });

  test.each([
    ['an extension of a chunk with a line feed', '2;a\n{}\r\n0\r\n\r\n'],
    ['a chunk without its end', '2\r\n{}0\r\n\r\n'],
    ['a length in the trailer', `2\r\n{}\r\n0\r\nContent-Length: 40\r\n\r\n${hidden}`],
  ])('reaches the upstream as no whole request: %s', async (_what, body) => {
    const reply = await exchangeBytes(understudy, bytes([chunked], body));
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(upstream.received.filter(({ url }) => url !== upstreamPath)).toEqual([]);
  });
});

describe('what reaches the upstream is one request, framed anew', () => {
  const close = 'Connection: close';
  test.each([
    ['extensions of chunks', bytes([chunked, close], '2;a=b;c="d"\r\n{}\r\n0;e\r\n\r\n')],
    ['a coding in capitals', bytes(['Transfer-Encoding: CHUNKED', close], whole)],
    ['a tab before the coding', bytes(['Transfer-Encoding:\tchunked', close], whole)],
    ['a trailer', bytes([chunked, close, 'Trailer: X-A'], '2\r\n{}\r\n0\r\nX-A: 1\r\n\r\n')],
    ['chunks of an older version', bytes([chunked, close], whole, `POST ${path} HTTP/1.0`)],
    ['a length that Connection names', bytes(['Content-Length: 2', 'Connection: close, Content-Length'], '{}')],
    ['chunks that Connection names', bytes([chunked, 'Connection: close, Transfer-Encoding'], whole)],
    ['an upgrade', bytes(['Content-Length: 2', 'Upgrade: h2c', 'Connection: Upgrade, close'], '{}')],
  ])('%s', async (_what, sent) => {
    expect(await exchangeBytes(understudy, sent)).toMatch(/^HTTP\/1\.1 200 /);
    expect(upstream.received.map(({ url, body }) => [url, body.toString()])).toEqual([[upstreamPath, '{}']]);
    const { rawHeaders = [] } = upstream.received[0] ?? {};
    const framing = rawHeaders.filter((name) => /^(content-length|transfer-encoding|trailer|upgrade)$/i.test(name));
    expect(framing).toHaveLength(1);
  });

  test.each(['GET', 'DELETE', 'OPTIONS', 'HEAD'])('a body of %s that reads like a request', async (method) => {
    for (const [framing, body] of [
      [`Content-Length: ${hidden.length}`, hidden],
      [chunked, `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`],
    ] as const) {
      upstream.clear();
      const reply = await exchangeBytes(understudy, bytes([framing, close], body, `${method} ${path} HTTP/1.1`));
      expect(reply).toMatch(/^HTTP\/1\.1 200 /);
      expect(upstream.received.map(({ url, body: got }) => [url, got.toString()])).toEqual([[upstreamPath, hidden]]);
    }
  });

  test('a body that is held for its credential', async () => {
    const body = JSON.stringify({
      jsonrpc: '2.0',
      method: 'ping',
      params: ['8d3f0c6b5a1e47929be60c1f7d24a853'],
      id: 1,
    });
    const sent = bytes(
      [chunked, close],
      `${body.length.toString(16)};x\r\n${body}\r\n0\r\n\r\n`,
      'POST /getresponse/ HTTP/1.1',
    );
    expect(await exchangeBytes(understudy, sent)).toMatch(/^HTTP\/1\.1 200 /);
    const [got] = upstream.received;
    expect(got?.body.toString()).toBe(body.replace('8d3f0c6b5a1e47929be60c1f7d24a853', 'real-0123456789abcdef'));
    expect([got?.headers['content-length'], got?.headers['transfer-encoding']]).toEqual([
      String(got?.body.length),
      undefined,
    ]);
  });
});

test.each(['gzip, chunked', 'identity, chunked'])('a body of the coding "%s" is not passed on', async (coding) => {
  const reply = await exchangeBytes(understudy, bytes([`Transfer-Encoding: ${coding}`, 'Connection: close'], whole));
  expect(reply).toMatch(/^HTTP\/1\.1 501 .*X-Understudy-Error: transfer-coding/s);
  expect(upstream.received).toEqual([]);
});

test.each([
  ['two Hosts', ['Host: evil.example'], `POST ${path} HTTP/1.1`, 'foreign-host'],
  [
    'two sites',
    ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'],
    `POST ${path} HTTP/1.1`,
    'foreign-origin',
  ],
  ['a site in capitals', ['Sec-Fetch-Site: Cross-Site'], `POST ${path} HTTP/1.1`, 'foreign-origin'],
  [
    'two Origins',
    ['Origin: http://localhost', 'Origin: http://evil.example'],
    `POST ${path} HTTP/1.1`,
    'foreign-origin',
  ],
  ['a target on another host', [], `POST http://evil.example${path} HTTP/1.1`, 'foreign-host'],
  ['a target on another host, by https', [], `POST https://evil.example${path} HTTP/1.1`, 'foreign-host'],
  ['a target with a user', [], `POST http://localhost@evil.example${path} HTTP/1.1`, 'foreign-host'],
])('neither an upstream nor the admin API is reached with %s', async (_what, headers, line, code) => {
  for (const each of [line, line.replace(path, '/_understudy/reset')]) {
    const reply = await exchangeBytes(understudy, bytes([...headers, 'Connection: close'], '', each));
    expect(reply).toMatch(new RegExp(`^HTTP/1\\.1 403 .*X-Understudy-Error: ${code}`, 's'));
  }
  expect(upstream.received).toEqual([]);
});

test.each(['evil.example:443', 'localhost:80'])('opens no tunnel to %s', async (target) => {
  const reply = await exchangeBytes(understudy, bytes([], hidden, `CONNECT ${target} HTTP/1.1`));
  expect(reply).toMatch(/^HTTP\/1\.1 407 .*X-Understudy-Error: proxy-password-missing.*"Cannot open a tunnel to /s);
  expect(reply.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  expect(upstream.received).toEqual([]);
});
