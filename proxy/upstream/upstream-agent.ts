import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The ends of our own connections to upstreams, such as `127.0.0.1:54321`. */
const ownEnds = new Set<string>();

/** Whether a request came on a connection that this process made: an upstream leads back to this server. */
export function isFromHere({ remoteAddress = '', remotePort }: Socket): boolean {
  return ownEnds.has(endOf(remoteAddress, remotePort));
}

function endOf(address: string, port: number | undefined): string {
  return `${address.replace(/^::ffff:/, '')}:${port}`;
}

/** The connections to one upstream, which are kept for further requests. */
export interface UpstreamAgent {
  readonly agent: HttpAgent;
  /** Closes those that have been idle for so many milliseconds: an upstream may be closing them, too. */
  dropIdle(ms: number): void;
}

/**
 * Makes an agent of its own, so that closing it ends its idle connections.
 * @param proxyEnv Where `HTTPS_PROXY` and `NO_PROXY` are looked for; Node knows them since 24.5.
 */
export function upstreamAgent(isSecure: boolean, proxyEnv: NodeJS.ProcessEnv | undefined): UpstreamAgent {
  const options = { keepAlive: true, ...(proxyEnv && { proxyEnv }) };
  const agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  const idleSince = new WeakMap<Duplex, number>();
  const keep = agent.keepSocketAlive.bind(agent);
  agent.keepSocketAlive = (socket) => {
    idleSince.set(socket, performance.now());
    return keep(socket);
  };
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (...given) => {
    const made = create(...given);
    if (made instanceof Socket) noteEnd(made);
    return made;
  };
  return {
    agent,
    dropIdle(ms) {
      for (const socket of Object.values(agent.freeSockets).flat())
        if (socket && performance.now() - (idleSince.get(socket) ?? 0) >= ms) socket.destroy();
    },
  };
}

function noteEnd(socket: Socket): void {
  socket.once('connect', () => {
    const end = endOf(socket.localAddress ?? '', socket.localPort);
    ownEnds.add(end);
    socket.once('close', () => ownEnds.delete(end));
  });
}
