import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { oddAnswers } from './odd-replies.ts';
import { type Behaviour, behaviours } from './step.ts';
import type { Violations } from './violations.ts';

/** A server on the loopback that plays all four real APIs, and does what a request's header `X-Soak` says. */
export interface Upstream extends AsyncDisposable {
  /** Below a path of its own, which no request may leave. */
  readonly url: string;
}

const base = '/client/7';

/** @param token What it issues as a token, in every reply. */
export async function startUpstream(token: string, violations: Violations): Promise<Upstream> {
  const server = createServer({ keepAliveTimeout: 600_000 }, async (incoming, response) => {
    const left = whereItLeads(incoming.url);
    if (left) violations.add('left the base path', `The real API was asked for ${incoming.url}, which is ${left}.`);
    const body = await buffer(incoming).catch(() => undefined);
    const url = `http://${incoming.headers.host}${base}`;
    if (body) answers[behaviourOf(incoming)](response, { ...replyOf(incoming, body, token), url });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${base}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** How careless servers read a path: decoded twice, a backslash as a slash, without parameters. None when it stays below. */
function whereItLeads(url = '/'): string | undefined {
  const [path = ''] = url.split('?');
  for (const read of [path, decodedOnce(path)]) {
    const plain = read.replaceAll('\\', '/').replace(/;[^/]*/g, '');
    const { pathname } = new URL(plain.replace(/^\/+/, '/'), 'http://a.example');
    if (pathname !== base && !pathname.startsWith(`${base}/`)) return pathname;
  }
  return undefined;
}

function decodedOnce(path: string): string {
  return path.replace(/%(2e|2f|5c|3b)/gi, (each) => decodeURIComponent(each));
}

function behaviourOf({ headers }: IncomingMessage): Behaviour {
  return behaviours.find((each) => each === headers['x-soak']) ?? 'answer';
}

/** The marker of the request's session goes back, with what it sent and a token of the server's own. */
function replyOf({ url = '', method }: IncomingMessage, body: Buffer, token: string) {
  const marker = /[?&]m=(\w+)/.exec(url)?.[1];
  // Cut between words: the beginning of a secret is none that anybody looks for.
  const said = body.toString('utf8').slice(0, 2_000);
  return { marker, method, access_token: token, said: said.slice(0, said.search(/[\w%&;#\\]*$/)) };
}

/** As careless servers quote them. */
function passwordsIn(said: string): string {
  const found = [...said.matchAll(/"(passw\w*)":"((?:[^"\\]|\\.)*)"/gi)];
  const plain = found.map(([, name, value = '']) => [name, value.replaceAll(/\\(.)/g, '$1')]);
  return plain.map(([name, value]) => `${name}=${value} <${name}>${value}</${name}>`).join();
}

/** @param reply What it says, and its own address. */
type Answer = (response: ServerResponse, reply: ReturnType<typeof replyOf> & { readonly url: string }) => void;

const json = { 'Content-Type': 'application/json' };

const answers: Readonly<Record<Behaviour, Answer>> = {
  answer: (response, reply) => {
    response.setHeader('Set-Cookie', [`sid=${reply.access_token}; Path=/`, 'theme=dark']);
    response.writeHead(200, json).end(JSON.stringify(reply));
  },
  text: (response, { marker, access_token, said }) => {
    const text = `${marker} token=${access_token} said: ${said} nested: ${JSON.stringify(said)} ${passwordsIn(said)}`;
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end(text);
  },
  gzip: (response, reply) =>
    response.writeHead(201, { ...json, 'Content-Encoding': 'gzip' }).end(gzipSync(JSON.stringify(reply))),
  binary: (response) =>
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(Buffer.from([255, 0, 254, 13, 10])),
  empty: (response) => response.writeHead(204).end(),
  long: (response, { marker }) =>
    response.writeHead(200, json).end(JSON.stringify({ marker, text: 'x'.repeat(1_500_000) })),
  fail: (response, reply) => response.writeHead(503, { ...json, 'Retry-After': '1' }).end(JSON.stringify(reply)),
  redirect: (response, { url, marker }) =>
    response.writeHead(307, { ...json, Location: `${url}/moved?m=${marker}` }).end(JSON.stringify({ marker })),
  reset: (response) => response.socket?.resetAndDestroy(),
  cut: (response) => {
    response.writeHead(200, { ...json, 'Content-Length': '1000' }).write('{"cut":', () => response.destroy());
  },
  'no-http': (response) => response.socket?.end('this is no HTTP\r\n\r\n'),
  silent: () => {},
  ...oddAnswers,
};
