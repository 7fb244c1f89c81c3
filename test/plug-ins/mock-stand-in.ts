import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { runExample } from '../../src/app/run-example.ts';
import type { Provider } from '../../src/kit/provider.ts';

/** A server on the loopback that answers as a provider's mock does, to whoever has any credentials. */
export async function mockStandIn(provider: Provider) {
  const received: { readonly headers: IncomingHttpHeaders }[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ headers });
    const text = (await buffer(request)).toString();
    const accepted = Object.fromEntries(
      provider.secrets.flatMap((place) =>
        place.in === 'header' ? [[place.name, provider.credentials[place.role] ?? '']] : [],
      ),
    );
    const sent = { method, path, headers: { 'content-type': String(headers['content-type']), ...accepted }, text };
    const { reply } = await runExample(provider, {
      rule: '',
      name: '',
      request: sent,
      reply: { status: 0 },
      rules: [],
    });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
