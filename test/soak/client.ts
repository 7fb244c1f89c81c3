import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { pipelinedCall, type Step } from './step.ts';

/** What came of a request. */
export type Outcome =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: Readonly<Record<string, unknown>>;
      readonly text: string;
    }
  | { readonly kind: 'broken'; readonly why: string }
  /** What came of many at once, in the order in which it came. */
  | { readonly kind: 'many'; readonly replies: readonly string[] }
  | { readonly kind: 'silence' }
  /** Nobody waited for a reply. */
  | { readonly kind: 'left' };

/** How long a reply may take, in milliseconds: where none may come, and where one must. The machine may be busy. */
const patience = { mayHang: 250, else: 60_000 };

/** One client with one connection, which it keeps while the server does. */
export class Client implements Disposable {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor({ url }: { readonly url: string }) {
    this.#port = Number(new URL(url).port);
  }

  perform(step: Step): Promise<Outcome> {
    if (step.manner === 'pipelined') return this.#pipeline(step);
    return step.manner === 'whole' ? this.#ask(step) : this.#meddle(step);
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  #ask({ method, path, headers, body, behaviour, mayHang }: Step): Promise<Outcome> {
    const timeout = mayHang || behaviour === 'silent' ? patience.mayHang : patience.else;
    const length = body.length > 0 ? { 'content-length': Buffer.byteLength(body) } : {};
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    // The reply to a HEAD is whole with its head: a fault that cuts what follows strikes whoever is next on the connection.
    const agent = method === 'HEAD' ? false : this.#agent;
    const options = { agent, host: '127.0.0.1', port: this.#port, method, path };
    try {
      const outgoing = request({ ...options, headers: { ...length, ...headers }, timeout }, async (incoming) => {
        const received = await text(incoming).catch((error: Error) => error);
        if (received instanceof Error) resolve({ kind: 'broken', why: received.message });
        else resolve({ kind: 'reply', status: incoming.statusCode ?? 0, headers: incoming.headers, text: received });
      });
      outgoing.on('timeout', () => {
        resolve({ kind: 'silence' });
        outgoing.destroy();
      });
      outgoing.on('error', (error) => resolve({ kind: 'broken', why: error.message }));
      outgoing.end(body);
    } catch {
      // Node itself refuses to send some odd headers and paths.
      resolve({ kind: 'left' });
    }
    return promise;
  }

  /** On a connection of its own, all at once; the last one asks for its end. */
  async #pipeline({ method, path, headers, times = 1 }: Step): Promise<Outcome> {
    const socket = connect(this.#port, '127.0.0.1');
    const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const requests = Array.from({ length: times }, (_, index) => {
      const last = index === times - 1 ? 'connection: close\r\n' : '';
      return `${method} ${path}${pipelinedCall(index).path} HTTP/1.1\r\n${lines.join('')}${last}\r\n`;
    });
    socket.setTimeout(patience.else, () => socket.destroy());
    socket.write(requests.join(''));
    const received = await text(socket).catch((error: Error) => error);
    if (received instanceof Error) return { kind: 'broken', why: received.message };
    return { kind: 'many', replies: received.split(/(?=HTTP\/1\.1 \d{3} )/) };
  }

  /** On a connection of its own, which is given up. */
  async #meddle({ manner, method, path, headers, body }: Step): Promise<Outcome> {
    const socket = connect(this.#port, '127.0.0.1');
    const closed = once(socket, 'close').catch(() => undefined);
    socket.on('error', () => {});
    socket.resume();
    const lines = Object.entries({ host: '127.0.0.1', 'content-length': Buffer.byteLength(body), ...headers });
    const head = `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    const bytes =
      manner === 'bytes' ? Buffer.from(body) : Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
    const sent = manner === 'cut' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
    await new Promise((resolve) => socket.write(sent, resolve));
    socket.destroy();
    await closed;
    return { kind: 'left' };
  }
}
