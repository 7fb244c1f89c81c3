import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Our own connections to upstreams by both their ends, such as `127.0.0.1:54321 127.0.0.1:4010`. */
const ownConnections = new Set<string>();

/** Both ends of a connection, as one of them sees it. */
interface Ends {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/** Whether a request came on a connection that this process made: an upstream leads back to this server. */
export function isFromHere({ remoteAddress, remotePort, localAddress, localPort }: Ends): boolean {
  return ownConnections.has(`${endOf(remoteAddress, remotePort)} ${endOf(localAddress, localPort)}`);
}

/** Both ends count: a port may be in use for several connections at once, each to another place. */
function endOf(address = '', port: number | undefined): string {
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
    if (made instanceof Socket) noteEnds(made);
    return made;
  };
  const idle = () =>
    Object.values(agent.freeSockets).flatMap((sockets = []) =>
      sockets.map((socket) => ({ socket, since: idleSince.get(socket) ?? 0 })),
    );
  // Most requests find none that is due, and need not look: none has been idle for longer than since then.
  let longestSince = 0;
  return {
    agent,
    dropIdle(ms) {
      const now = performance.now();
      if (now - longestSince < ms) return;
      longestSince = now;
      for (const { socket, since } of idle()) {
        if (now - since >= ms) socket.destroy();
        else longestSince = Math.min(longestSince, since);
      }
    },
  };
}

function noteEnds(socket: Socket): void {
  socket.once('connect', () => {
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    const ends = `${endOf(localAddress, localPort)} ${endOf(remoteAddress, remotePort)}`;
    ownConnections.add(ends);
    socket.once('close', () => ownConnections.delete(ends));
  });
}
