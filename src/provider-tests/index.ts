// The checks that every provider passes: `import { testProvider } from 'api-understudy/provider-tests'`, in a file of Vitest.
import { describe } from 'vitest';
import type { Provider } from '../kit/provider.ts';
import { testBehaviour } from './behaviour-tests.ts';
import { testData } from './data-tests.ts';

/**
 * Has Vitest test a provider: its ledger, its examples, its schemas and annotations, its operations and states; that it refuses in
 * its own words and leaves nothing behind then, whatever is sent; that sessions do not see each other; that secrets are shown
 * nowhere. What fails says what to do about it.
 *
 * @example testProvider(library);
 */
export function testProvider(provider: Provider): void {
  describe(provider.name, () => {
    testData(provider);
    testBehaviour(provider);
  });
}
