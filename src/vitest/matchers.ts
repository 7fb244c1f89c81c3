import { expect } from 'vitest';
import { type QueryOf, type ReceivedRequests, toHaveReceived } from '../matchers/to-have-received.ts';

expect.extend({ toHaveReceived });

declare module 'vitest' {
  // Vitest merges matchers into an interface of these very parameters.
  interface Matchers<R, T> {
    /**
     * Passes when the session has received requests that fit; a failure lists the nearest ones and what differs.
     *
     * For a session of `connectUnderstudy` it is awaited.
     *
     * @example expect(session).toHaveReceived('leeloo/create-email-account', { times: 1, body: { data: [{}] } });
     */
    toHaveReceived(
      query: QueryOf<T>,
      expected?: ReceivedRequests<T>,
    ): T extends { requests(): Promise<unknown> } ? Promise<R> : R;
  }
}
