import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';

/** A request of a client, its body as text. */
export interface ClientRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that answers a client as a test tells it, on a free port of the loopback. */
export interface ClientStandIn extends AsyncDisposable {
  readonly url: string;
  /** Every request that came, oldest first. */
  readonly requests: readonly ClientRequest[];
}

/** How a stand-in answers. */
export type Answer = (request: ClientRequest, response: ServerResponse) => void;

/** Starts a stand-in for a provider, for replies that the mock does not make. */
export async function startClientStandIn(answer: Answer): Promise<ClientStandIn> {
  const requests: ClientRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: await text(incoming) };
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') expect.fail('Cannot tell the port: the server has none.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    [Symbol.asyncDispose]: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** Answers with a value as JSON. */
export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

/** The error that a call rejects with. Fails when it does not. */
export async function errorOf(call: Promise<unknown>): Promise<Error> {
  const outcome: unknown = await call.catch((error: unknown) => error);
  return outcome instanceof Error ? outcome : expect.fail('Cannot see an error: the call succeeded.');
}
