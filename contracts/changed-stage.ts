import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import express from 'express';
import { listen } from '../src/server/listen.ts';
import { startMockStage } from '../src/verify/mock-stage.ts';
import type { Stage } from '../src/verify/stage.ts';

/** A reply of the mock, as a change sees it. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** The mock behind a relay that changes the replies of its providers, as a mistake in the mock would. */
export async function startChangedStage(change: (reply: Reply) => Reply): Promise<Stage> {
  const stage = await startMockStage();
  const app = express();
  app.disable('x-powered-by');
  app.use(async (request, response) => {
    const reply = await relayed(request, `http://${stage.hostname}:${stage.port}`);
    const { status, body } = change({ status: reply.status, body: await reply.text() });
    response.writeHead(status, { 'Content-Type': reply.headers.get('content-type') ?? 'text/plain' }).end(body);
  });
  const relay = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    ...stage,
    port: relay.port,
    [Symbol.asyncDispose]: async () => {
      await relay.close();
      await stage[Symbol.asyncDispose]();
    },
  };
}

/** Headers about the connection, which fetch makes anew. */
const hopByHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

async function relayed(request: IncomingMessage, server: string): Promise<Response> {
  const { method = 'GET', url = '/' } = request;
  const kept = Object.entries(request.headers).filter(([name]) => !hopByHop.has(name));
  const headers = kept.map(([name, value]): [string, string] => [name, String(value)]);
  const body = await buffer(request);
  return fetch(server + url, { method, headers, ...(method !== 'GET' && { body }) });
}
