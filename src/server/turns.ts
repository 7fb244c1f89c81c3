import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ClientGoneError } from './body.ts';

/** Requests that may wait on one connection; what came with the last one in one read waits, too. */
export const maxWaiting = 100;

/**
 * The order of requests on their connections. One that was sent before the reply to an earlier one gets the connection when
 * that reply is out. Taking it up only then keeps effects in the order of the requests, also when the earlier one's body takes
 * longer. No more are read while many wait: Node itself holds as many as come.
 */
export class Turns {
  /** Connections on which requests wait, and how many. */
  readonly #waiting = new Map<Socket, number>();
  /** Whatever else makes Node read on. */
  readonly #pauseAgain = new WeakMap<Socket, () => void>();

  /** Resolves when it is a request's turn. Rejects with a ClientGoneError when the connection ends before that. */
  async of(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    this.#enter(socket);
    try {
      await itsTurn(request, response);
    } finally {
      this.#leave(socket);
    }
  }

  #enter(socket: Socket): void {
    const waiting = (this.#waiting.get(socket) ?? 0) + 1;
    this.#waiting.set(socket, waiting);
    if (waiting !== maxWaiting) return;
    const pause = () => {
      socket.pause();
    };
    this.#pauseAgain.set(socket, pause);
    socket.on('resume', pause);
    pause();
  }

  #leave(socket: Socket): void {
    const waiting = (this.#waiting.get(socket) ?? 0) - 1;
    if (waiting === 0) this.#waiting.delete(socket);
    else this.#waiting.set(socket, waiting);
    const pause = this.#pauseAgain.get(socket);
    if (waiting >= maxWaiting || !pause) return;
    this.#pauseAgain.delete(socket);
    socket.off('resume', pause);
    socket.resume();
  }
}

function itsTurn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    response.once('socket', () => resolve());
    request.once('close', () => reject(new ClientGoneError()));
    if (request.destroyed) reject(new ClientGoneError());
  });
}
