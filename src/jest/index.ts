import { type QueryOf, type ReceivedRequests, toHaveReceived } from '../matchers/to-have-received.ts';

export { type ConnectOptions, connectUnderstudy } from '../remote/connect-understudy.ts';
export { RemoteError } from '../remote/remote-error.ts';
export type { RemoteClock, RemoteSession, RemoteSnapshot } from '../remote/remote-session.ts';
export { newSession } from './new-session.ts';
export { type ReceivedRequests, toHaveReceived };

/** The part of Jest's `expect` that takes matchers. */
interface Expect {
  extend?(matchers: Readonly<Record<string, unknown>>): void;
}

// Without `injectGlobals` a test imports its `expect`, and extends it itself.
const { expect }: { readonly expect?: Expect } = globalThis as object;
expect?.extend?.({ toHaveReceived });

declare global {
  namespace jest {
    // Merged with the interface of @types/jest, which has these very parameters.
    interface Matchers<R, T = unknown> {
      /**
       * Passes when the session has received requests that fit; a failure lists the nearest ones and what differs. It is
       * awaited, since the session's server runs in another process.
       *
       * @example await expect(session).toHaveReceived('leeloo/create-email-account', { times: 1 });
       */
      toHaveReceived(query: QueryOf<T>, expected?: ReceivedRequests<T>): Promise<R>;
    }
  }
}
