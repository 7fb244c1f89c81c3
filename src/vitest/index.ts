import { test as base } from 'vitest';
import type { Options } from '../app/config.ts';
import { startUnderstudy } from '../app/understudy.ts';
import type { Provider } from '../kit/provider.ts';
import { writeCoverages } from '../rule-coverage/coverage-folder.ts';
import './matchers.ts';

/**
 * Makes a `test` whose `session` is each test's own, on one server for each worker, started with these options. Tests run
 * concurrently without seeing each other's accounts, journals, faults and clocks.
 */
export function createTest<Given extends Provider = never>(options: Options<Given> = {}) {
  return base
    .extend('understudyOptions', { scope: 'worker' }, () => options)
    .extend('understudy', { scope: 'worker' }, async ({ understudyOptions }, { onCleanup }) => {
      const understudy = await startUnderstudy(understudyOptions);
      onCleanup(() => understudy.close());
      return understudy;
    })
    .extend('session', ({ understudy }, { onCleanup }) => {
      const session = understudy.session();
      // What a finished test has left is of no use to anybody.
      onCleanup(() => {
        session.reset();
        // The last test of a worker may be its end.
        writeCoverages();
      });
      return session;
    });
}

/** Vitest's `test` with a `session` of its own for each test. */
export const test = createTest();

export type { ReceivedRequests } from '../matchers/to-have-received.ts';
