import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startUnderstudy } from '../../src/index.ts';

/** Leeloo's API, as the mock plays it behind a server that changes replies, or breaks off. */
export async function changingLeeloo(
  change: (reply: string) => string = (reply) => reply,
  instead?: (response: ServerResponse) => void,
) {
  const understudy = await startUnderstudy();
  let asked = 0;
  let most = Number.POSITIVE_INFINITY;
  const server = createServer(async (incoming, response) => {
    asked += 1;
    if (asked > most) return void response.socket?.resetAndDestroy();
    if (instead) return instead(response);
    const body = await buffer(incoming);
    const reply = await pass(`${understudy.url}/leeloo${incoming.url}`, incoming, body);
    response.writeHead(reply.status, { 'Content-Type': reply.type }).end(change(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked: () => asked,
    breakAfter: (count: number) => {
      most = count;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await understudy.close();
    },
  };
}

function pass(url: string, { method = 'GET', headers }: IncomingMessage, body: Buffer) {
  return new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const { host: _host, ...others } = headers;
    const outgoing = sendRequest(url, { method, headers: others }, async (incoming) => {
      const text = (await buffer(incoming)).toString();
      resolve({ status: incoming.statusCode ?? 0, type: incoming.headers['content-type'] ?? '', body: text });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
