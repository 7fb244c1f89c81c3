import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import { printable } from '../logging/printable.ts';
import { type Assignment, assignProvider } from '../verify/assign-provider.ts';
import { type BrokenPact, type FoundPact, findPacts } from '../verify/find-pacts.ts';
import { type Pact, PactError } from '../verify/pact.ts';
import { UsageError } from './usage-error.ts';

/** A pact that is to be verified; of a folder, whatever is wrong with it is its own result. */
export interface Chosen extends Assignment {
  readonly isNamed: boolean;
}

/** What there is to do about the pacts of a run. */
export interface ChosenPacts {
  readonly chosen: readonly Chosen[];
  readonly broken: readonly BrokenPact[];
  /** Pacts of folders with providers that nobody plays here. */
  readonly foreign: readonly Pact[];
}

/** Finds the pacts at paths, each with its provider. Throws a UsageError for what was named and cannot be verified. */
export function choosePacts(paths: readonly string[], providers: Catalogue, given: Provider | undefined): ChosenPacts {
  const { pacts, broken, problems } = findPacts(paths);
  const chosen: Chosen[] = [];
  const foreign: Pact[] = [];
  const wrong = [...problems];
  for (const { pact, isNamed } of pacts) {
    const assigned = assign(pact, providers, given);
    if (typeof assigned !== 'string') chosen.push({ ...assigned, isNamed });
    else if (isNamed) wrong.push(assigned);
    else foreign.push(pact);
  }
  if (wrong.length > 0) throw new UsageError(wrong);
  if (chosen.length + broken.length === 0) throw new UsageError(noneOf(pacts, providers));
  return { chosen, broken, foreign };
}

function assign(pact: Pact, providers: Catalogue, given: Provider | undefined): Assignment | string {
  try {
    return assignProvider(pact, providers.mocks(), given);
  } catch (error) {
    if (error instanceof PactError) return error.message;
    throw error;
  }
}

function noneOf(pacts: readonly FoundPact[], { identities }: Catalogue): string {
  const named = [...new Set(pacts.map(({ pact }) => pact.provider))].slice(0, 5).join(', ');
  const known = identities.map(({ name }) => name).join(', ');
  return `Cannot verify anything: the pacts are with ${printable(named)}, and there are ${known}. Choose one with --provider.`;
}
