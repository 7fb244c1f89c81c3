import type { Provider } from '../kit/provider.ts';
import { findPacts } from '../verify/find-pacts.ts';
import type { Pact } from '../verify/pact.ts';

/** Pacts by the provider that they are with, and a line for each that cannot be read. Those with others are nobody's here. */
export interface PactsByProvider {
  of(provider: Pick<Provider, 'name' | 'title'>): readonly Pact[];
  readonly problems: readonly string[];
}

/** Reads pact files, and folders of them. */
export function pactsAt(paths: readonly string[]): PactsByProvider {
  const { pacts, broken, problems } = findPacts(paths);
  return {
    of: ({ name, title }) =>
      pacts.flatMap(({ pact }) => ([name, title.toLowerCase()].includes(pact.provider.toLowerCase()) ? [pact] : [])),
    problems: [...problems, ...broken.map(({ message }) => message)],
  };
}
