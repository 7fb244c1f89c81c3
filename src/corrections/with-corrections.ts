import { Catalogue } from '../kit/catalogue.ts';
import type { Correction } from '../kit/corrections.ts';
import type { Provider } from '../kit/provider.ts';
import { readCorrections } from './correction-file.ts';
import { RuleCorrections } from './corrections.ts';

/** A catalogue whose mocks use the corrections of a folder, and a line for each file that cannot be used. */
export function withCorrections(
  catalogue: Catalogue,
  folder: string,
): { catalogue: Catalogue; problems: readonly string[] } {
  const found = new Map(catalogue.identities.map((identity) => [identity.name, readCorrections(folder, identity)]));
  const problems = [...found.values()].flatMap((each) => each.problems);
  if ([...found.values()].every(({ corrections }) => corrections.length === 0)) return { catalogue, problems };
  const entries = catalogue.identities.map((identity) => {
    const corrections = found.get(identity.name)?.corrections ?? [];
    const load = () =>
      corrections.length > 0 ? correctedBy(catalogue.mock(identity), corrections) : catalogue.mock(identity);
    if (corrections.length === 0) return { identity, load };
    const files = Map.groupBy(corrections, ({ rule }) => rule);
    const correctedRules = Object.fromEntries([...files].map(([rule, all]) => [rule, all.map(({ file }) => file)]));
    return { identity: { ...identity, correctedRules }, load };
  });
  return { catalogue: new Catalogue(entries), problems };
}

/** A provider whose mock uses corrections; in the place of those that it had. */
export function correctedBy(provider: Provider, corrections: readonly Correction[]): Provider {
  return { ...provider, corrections: new RuleCorrections(corrections) };
}
