import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import { request as sendSecureRequest } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { getProxyForUrl } from 'proxy-from-env';

/** Where a client wants a tunnel to lead. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Connects to a host as a program of this machine would: through the proxy that its variables name, if they do. */
export async function connectToOther({ host, port }: Destination): Promise<Duplex> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const proxy = getProxyForUrl(`https://${authority}`);
  if (proxy !== '') return await connectThrough(new URL(proxy), authority);
  const socket = connect({ host, port, autoSelectFamily: true });
  await once(socket, 'connect');
  return socket;
}

async function connectThrough(proxy: URL, authority: string): Promise<Duplex> {
  const { username, password } = proxy;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const asked = (proxy.protocol === 'https:' ? sendSecureRequest : sendRequest)(proxy, {
    method: 'CONNECT',
    path: authority,
    // Node makes none of the login of a URL for CONNECT.
    headers: {
      Host: authority,
      ...(username && { 'Proxy-Authorization': `Basic ${Buffer.from(login).toString('base64')}` }),
    },
    auth: null,
  });
  asked.end();
  return await new Promise<Duplex>((resolve, reject) => {
    asked.once('error', reject);
    asked.once('response', ({ statusCode }) => reject(refusal(statusCode)));
    asked.once('connect', ({ statusCode = 0 }, socket: Duplex, head: Buffer) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        reject(refusal(statusCode));
        return;
      }
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
  });
}

function refusal(status: number | undefined): Error {
  return new Error(`The proxy on the way answered ${status}.`);
}
