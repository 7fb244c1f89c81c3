import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { startUnderstudy } from '../../src/index.ts';
import type { Provider } from '../../src/kit/provider.ts';

/**
 * A server on the loopback that is the real API of a provider, as far as anybody can tell: it answers as the mock does, under an
 * address of its own, and takes another key than the mock publishes.
 *
 * @param key The real one; the published one counts when there is none.
 */
export async function mockStandIn(provider: Provider, key = '') {
  const mock = await startUnderstudy({ providers: [provider] });
  const published = provider.credentials.api_key ?? '';
  /** Addresses and headers of the requests that came. */
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    received.push(`${method} ${url} ${JSON.stringify(headers)}`);
    const known = (text: string) =>
      key === '' ? text : text.replaceAll(published, 'refused').replaceAll(key, published);
    const { host: _host, connection: _connection, 'content-length': _length, ...sent } = headers;
    const body = await buffer(request);
    const reply = await fetch(`${mock.url}/${provider.name}${known(url)}`, {
      method,
      headers: JSON.parse(known(JSON.stringify(sent))),
      ...(body.length > 0 && { body }),
    });
    const { port } = server.address() as AddressInfo;
    const own = (text: string) => text.replaceAll(`${mock.url}/${provider.name}`, `http://127.0.0.1:${port}`);
    const kept = [...reply.headers].filter(([name]) => ['content-type', 'link', 'location'].includes(name));
    response.writeHead(reply.status, Object.fromEntries(kept.map(([name, value]) => [name, own(value)])));
    response.end(own(await reply.text()));
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
      await mock.close();
    },
  };
}
