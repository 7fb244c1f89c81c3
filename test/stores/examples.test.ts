import { describe, expect, test } from 'vitest';
import { runExample } from '../../src/app/run-example.ts';
import { readExamples } from '../../src/kit/example.ts';
import { DocumentStore } from '../support/document-store.ts';
import { providers } from '../support/providers.ts';
import { share } from '../support/thorough.ts';

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  test('examples come to the same when their sessions are nothing but texts, and every second commit is too late', async () => {
    for (const [file, example] of share([...readExamples(provider)])) {
      const outcome = await runExample(
        provider,
        example,
        (settings) => new DocumentStore(settings, { conflictAfter: 1 }),
      );
      expect(outcome, file).toEqual(await runExample(provider, example));
    }
  });
});
