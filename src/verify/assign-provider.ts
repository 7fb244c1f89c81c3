import { closestTo } from '../kit/closest.ts';
import type { Provider } from '../kit/provider.ts';
import { type Pact, PactError } from './pact.ts';

/** A pact with the provider that it is verified against. */
export interface Assignment {
  readonly pact: Pact;
  readonly provider: Provider;
}

/** Finds the provider of each pact by its name, or takes the one that is given for all. Throws a PactError. */
export function assignProvider(pact: Pact, providers: readonly Provider[], given?: Provider): Assignment {
  const wanted = pact.provider.toLowerCase();
  const found = given ?? providers.find(({ name, title }) => name === wanted || title.toLowerCase() === wanted);
  if (found) return { pact, provider: found };
  const names = providers.map(({ name }) => name);
  const [nearest] = closestTo(pact.provider, names);
  const hint = nearest ? `Did you mean ${nearest}? ` : '';
  const known = names.join(', ');
  throw new PactError(
    pact.file,
    `its provider is "${pact.provider}". ${hint}There are ${known}; choose one with --provider.`,
  );
}
