import { catalogue } from '../../mocks/catalogue.ts';
import { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';

/** The providers that are in the box. A mock that was loaded once serves every server of the process. */
export const builtIn = new Catalogue(catalogue);

/** Those in the box, and others that were given. Rejects with a PlugInError when one cannot be played beside the rest. */
export async function playedProviders(given: readonly Provider[]): Promise<Catalogue> {
  if (given.length === 0) return builtIn;
  // Loaded when somebody asks: most runs give none.
  const { withPlugIns } = await import('../plug-ins/with-plug-ins.ts');
  return withPlugIns(
    builtIn,
    given.map((value, index) => ({ value, from: `providers[${index}]` })),
  );
}
