import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

interface Waiting {
  resolve(body: string): void;
  reject(error: Error): void;
}

/**
 * One keep-alive connection on a bare socket. A whole HTTP client would take more processor time than the servers that
 * are measured; this one reads just what they send: a status line, a Content-Length and a body in ASCII.
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

  /** Sends a request and gives the body of its reply. One request at a time. */
  send(request: string): Promise<string> {
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
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const length = /^content-length: (\d+)\r?$/im.exec(this.#received.slice(0, headEnd))?.[1];
    if (length === undefined) {
      this.#waiting?.reject(new Error(`Cannot read a reply without Content-Length:\n${this.#received}`));
      return;
    }
    const body = this.#received.slice(headEnd + 4);
    if (body.length < Number(length)) return;
    this.#received = '';
    this.#waiting?.resolve(body);
  }
}
