import { randomUUID } from 'node:crypto';
import type { Observer } from '../server/context.ts';
import type { Options } from './config.ts';
import { serve } from './serve.ts';
import { createSessionHandle, type SessionHandle } from './session-handle.ts';

/** A running server. */
export interface Understudy extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, without a last slash. */
  readonly url: string;
  readonly port: number;
  /**
   * A session of its own: state, journal and clock that no other one sees. Without an id it gets a new one; ids are 1 to
   * 64 letters, digits, `.`, `_` and `-`.
   */
  session(id?: string): SessionHandle;
  /** Ends requests under way and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a server that plays all providers, on a free port of the loopback unless told otherwise. Rejects with a
 * RangeError or TypeError when an option cannot be used, with a StateFileError when the state file cannot be, with Node's
 * error when the port is taken.
 */
export function startUnderstudy(options: Options = {}): Promise<Understudy> {
  return startObserved(options);
}

/** The same, and tells an observer of every exchange. */
export async function startObserved(options: Options, observer?: Observer): Promise<Understudy> {
  const { url, port, sessions, modes, close } = await serve(options, observer);
  return {
    url,
    port,
    session: (id = randomUUID()) => createSessionHandle(id, url, sessions, modes),
    close,
    [Symbol.asyncDispose]: close,
  };
}
