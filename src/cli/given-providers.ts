import { builtIn } from '../app/built-in.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import { UsageError } from './usage-error.ts';

/** What a command works with: the providers in the box, and those of `--provider`. */
export interface GivenProviders {
  /** Those of `--provider`. */
  readonly given: readonly Provider[];
  /** All. */
  readonly providers: Catalogue;
}

/** Loads the providers that `--provider` names. Throws a UsageError when one cannot be played. */
export async function givenProviders(modules: readonly string[] = []): Promise<GivenProviders> {
  if (modules.length === 0) return { given: [], providers: builtIn };
  // Loaded when somebody asks: most runs give none.
  const [{ loadPlugIn }, { withPlugIns }] = await Promise.all([
    import('../plug-ins/load-plug-in.ts'),
    import('../plug-ins/with-plug-ins.ts'),
  ]);
  try {
    const loaded = [];
    // One after the other, so that the first mistake is the one that is told.
    for (const module of modules) loaded.push(await loadPlugIn(module));
    const providers = withPlugIns(builtIn, loaded);
    const others = providers.identities.filter(({ name }) => !builtIn.names.includes(name));
    return { given: others.map((identity) => providers.mock(identity)), providers };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}
