import { builtIn } from '../app/built-in.ts';
import { correctedProviders } from '../app/corrected-providers.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import { printable } from '../logging/printable.ts';
import type { PlugIn } from '../plug-ins/load-plug-in.ts';
import type { Given } from '../plug-ins/with-plug-ins.ts';
import { type Configuration, correctionsFolder, folderOf, readConfiguration } from './configuration.ts';
import { UsageError } from './usage-error.ts';

/** What a command works with: the providers in the box, those of the configuration file, and those of `--provider`. */
export interface GivenProviders {
  /** Those that are not in the box. */
  readonly given: readonly Provider[];
  /** Those of them that were named by their modules. */
  readonly plugIns: readonly (PlugIn & { readonly provider: Provider })[];
  /** All. */
  readonly providers: Catalogue;
  readonly configuration: Configuration;
}

/** Flags of all commands that work with providers. */
export interface ProviderFlags {
  readonly provider?: readonly string[];
  /** The configuration file. */
  readonly config?: string;
  /** The folder of corrections; without it that of the configuration. */
  readonly corrections?: string;
}

/**
 * Loads the providers that the configuration file and `--provider` name. Throws a UsageError when one cannot be played, or the
 * file cannot be used.
 */
export async function givenProviders(flags: ProviderFlags): Promise<GivenProviders> {
  const played = await namedProviders(flags);
  const folder = correctionsFolder(flags.corrections, played.configuration);
  try {
    return { ...played, providers: await correctedProviders(played.providers, folder, tellProblem) };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

function tellProblem(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** The same without the corrections, for a server, which reads them itself. */
export async function namedProviders({ provider: modules = [], config }: ProviderFlags): Promise<GivenProviders> {
  const configuration = await readConfiguration(config);
  const configured = configuration.values.providers ?? [];
  if (modules.length + configured.length === 0) return { given: [], plugIns: [], providers: builtIn, configuration };
  // Loaded when somebody asks: most runs give none.
  const [{ checkProvider }, { loadPlugIn }, { withPlugIns }] = await Promise.all([
    import('../plug-ins/check-provider.ts'),
    import('../plug-ins/load-plug-in.ts'),
    import('../plug-ins/with-plug-ins.ts'),
  ]);
  try {
    const all: Given[] = [];
    const loaded: PlugIn[] = [];
    const load = async (module: string, folder: string) => {
      const plugIn = await loadPlugIn(module, { folder });
      loaded.push(plugIn);
      all.push(plugIn);
    };
    // One after the other, so that the first mistake is the one that is told.
    for (const [index, each] of configured.entries()) {
      if (typeof each === 'string') await load(each, folderOf(configuration));
      else all.push({ value: each, from: `providers[${index}] of ${configuration.file}` });
    }
    for (const module of modules) await load(module, '');
    const providers = withPlugIns(builtIn, all);
    const given = all.map(({ value, from }) => checkProvider(value, from));
    const plugIns = loaded.map((plugIn) => ({ ...plugIn, provider: checkProvider(plugIn.value, plugIn.from) }));
    return { given, plugIns, providers, configuration };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}
