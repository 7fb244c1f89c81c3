import { builtIn } from '../app/built-in.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import type { PlugIn } from '../plug-ins/load-plug-in.ts';
import { UsageError } from './usage-error.ts';

/** What a command works with: the providers in the box, and those of `--provider`. */
export interface GivenProviders {
  /** Those of `--provider`. */
  readonly given: readonly Provider[];
  /** The same with the modules that they are from. */
  readonly plugIns: readonly (PlugIn & { readonly provider: Provider })[];
  /** All. */
  readonly providers: Catalogue;
}

/** Loads the providers that `--provider` names. Throws a UsageError when one cannot be played. */
export async function givenProviders(modules: readonly string[] = []): Promise<GivenProviders> {
  if (modules.length === 0) return { given: [], plugIns: [], providers: builtIn };
  // Loaded when somebody asks: most runs give none.
  const [{ checkProvider }, { loadPlugIn }, { withPlugIns }] = await Promise.all([
    import('../plug-ins/check-provider.ts'),
    import('../plug-ins/load-plug-in.ts'),
    import('../plug-ins/with-plug-ins.ts'),
  ]);
  try {
    const loaded = [];
    // One after the other, so that the first mistake is the one that is told.
    for (const module of modules) loaded.push(await loadPlugIn(module));
    const providers = withPlugIns(builtIn, loaded);
    const plugIns = loaded.map((plugIn) => ({ ...plugIn, provider: checkProvider(plugIn.value, plugIn.from) }));
    return { given: plugIns.map(({ provider }) => provider), plugIns, providers };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}
