import { expect, test } from 'vitest';
import { readLedger } from '../../src/kit/ledger.ts';
import { providers } from '../support/providers.ts';

/** An address on the web, or a repository on GitHub: what can be looked up, not what somebody is said to have seen. */
const openable = /[\w-]+\.[\w-]+\/\w|[\w-]+\/[\w-]+.*(?:issues? \d|commit [\da-f]{7}|\.md\b)/;

test.each(providers.map((provider) => [provider.name, provider] as const))(
  'the public parts of %s name something that can be opened',
  (_name, provider) => {
    const parts = readLedger(provider).rules.flatMap(({ basis }) => basis);
    const sources = parts.flatMap((part) => (part.basis === 'public' ? [part.source] : []));
    expect(sources.filter((source) => !openable.test(source))).toEqual([]);
  },
);
