import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startUnderstudy } from '../../src/index.ts';

/** A reply of the API. */
export interface Said {
  readonly status: number;
  readonly body: string;
}

/** A real API, as the mock plays it behind a server that changes replies, by the rules that they come from, or breaks off. */
export async function changingApi(
  name: string,
  change: (said: Said, rule: string) => Said = (said) => said,
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
    const reply = await pass(`${understudy.url}/${name}${incoming.url}`, incoming, body);
    const said = change(reply, reply.rule);
    response.writeHead(said.status, { 'Content-Type': reply.type }).end(said.body);
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
  return new Promise<Said & { type: string; rule: string }>((resolve, reject) => {
    const { host: _host, ...others } = headers;
    const outgoing = sendRequest(url, { method, headers: others }, async (incoming) => {
      const text = (await buffer(incoming)).toString();
      const { 'content-type': type = '', 'x-understudy-rule': rule } = incoming.headers;
      resolve({ status: incoming.statusCode ?? 0, type, body: text, rule: `${rule}` });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
