import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Reply, readReply } from './read-reply.ts';

export type { Reply };

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/**
 * One keep-alive connection on a bare socket. A whole HTTP client would take more processor time than the servers that
 * are measured; this one reads just what they send.
 */
export class Connection implements Disposable {
  readonly #socket: Socket;
  #received = '';
  #waiting: Waiting | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('Cannot go on: the server closed the connection.')));
  }

  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request and gives its reply. One request at a time. */
  send(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request, 'latin1');
    });
  }

  [Symbol.dispose](): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    try {
      const reply = readReply(this.#received);
      if (!reply) return;
      this.#received = '';
      this.#waiting?.resolve(reply);
    } catch (error) {
      this.#waiting?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
