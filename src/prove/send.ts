import { once } from 'node:events';
import { type IncomingMessage, request as sendRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ExampleRequest, exampleBody } from '../kit/example.ts';

/** What came back. */
export interface Sent {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends an example's request as it stands: `fetch` would add a content type, and take the body off a GET. Rejects when it breaks. */
export async function sendExample(baseUrl: string, example: ExampleRequest): Promise<Sent> {
  const { method, path, headers = {} } = example;
  const body = Buffer.from(exampleBody(example));
  const outgoing = sendRequest(baseUrl + path, {
    method,
    headers: { ...headers, ...(body.length > 0 && { 'Content-Length': body.length }) },
  });
  outgoing.end(body);
  const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
  if (!incoming) throw new Error('No reply came.');
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await text(incoming) };
}
