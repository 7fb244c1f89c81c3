import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { patience } from '../../src/provider-tests/send.ts';

/** A TCP connection on which a test says what it likes. */
export class RawConnection implements Disposable {
  readonly #socket: Socket;
  #received = '';
  #problem: Error | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.#received += text;
    });
    socket.on('error', (error) => {
      this.#problem = error;
    });
    socket.setTimeout(patience, () => socket.destroy(new Error(`Nothing came for ${patience} ms.`)));
  }

  static async open({ port }: { readonly port: number }): Promise<RawConnection> {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Resolves once the bytes left, so that slow readers slow the test down. */
  async write(bytes: string | Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  /** All that came so far, as soon as it fits a pattern. Rejects when the connection ends or fails before that. */
  async receive(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) {
      if (this.#problem) throw this.#problem;
      if (this.#socket.readableEnded) throw new Error(`The connection ended after: ${this.#received}`);
      await Promise.race(['data', 'end', 'close'].map((event) => once(this.#socket, event)));
    }
    return this.#received;
  }

  /** Says that nothing more will be sent. */
  end(): void {
    this.#socket.end();
  }

  /** All that came, once the server has ended the connection. */
  async finish(): Promise<string> {
    if (!this.#socket.readableEnded && !this.#socket.closed) {
      await Promise.race(['end', 'close'].map((event) => once(this.#socket, event)));
    }
    if (this.#problem) throw this.#problem;
    return this.#received;
  }

  /** Goes away without a word. */
  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}

/** The bytes of a request: a request line, headers and whatever follows the empty line. */
export function requestText(
  method: string,
  target: string,
  headers: Readonly<Record<string, string | number>>,
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
