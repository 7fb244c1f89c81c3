import { vi } from 'vitest';

/**
 * Makes a client's call whose time is over as soon as something is true, such as that its request has come: on a busy machine
 * a time in milliseconds may be over before the request is sent.
 *
 * @param expectation Throws until then.
 */
export async function timeIsOverOnce<Result>(expectation: () => void, call: () => Promise<Result>): Promise<Result> {
  const time = new AbortController();
  using _timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
  const result = call();
  // Nobody waits for it yet, and it may fail at once.
  result.catch(() => {});
  await vi.waitFor(expectation, { timeout: 60_000, interval: 5 });
  time.abort(new DOMException('The time is over.', 'TimeoutError'));
  return result;
}
