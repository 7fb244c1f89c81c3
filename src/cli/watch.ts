import { mkdirSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renewProvider } from '../app/renew-provider.ts';
import type { Served } from '../app/serve.ts';
import { watchFolder } from '../files/watch-folder.ts';
import type { Provider } from '../kit/provider.ts';
import { printable } from '../logging/printable.ts';
import { checkAnew } from '../plug-ins/check-anew.ts';
import { loadPlugIn, type PlugIn } from '../plug-ins/load-plug-in.ts';
import { reloadable } from '../plug-ins/reloadable.ts';

/** What is watched, and who is told. */
export interface Watched {
  readonly served: Served;
  /** Each with the provider that it is. */
  readonly plugIns: readonly (PlugIn & { readonly provider: Provider })[];
  /** The recordings folder. */
  readonly recordings: string;
}

/** Loads plug-ins anew, and reads recordings, whenever their files change, until it is closed. Sessions stay. */
export function watch(watched: Watched): Disposable {
  const watches = [...watched.plugIns.map((plugIn) => watchPlugIn(plugIn, watched)), watchRecordings(watched)];
  return {
    [Symbol.dispose]() {
      for (const each of watches) each[Symbol.dispose]();
    },
  };
}

function watchPlugIn({ provider, ...plugIn }: Watched['plugIns'][number], { served }: Watched): Disposable {
  const { logger } = served;
  const folder = commonFolder(dirname(fileURLToPath(plugIn.url)), fileURLToPath(provider.folder));
  const { name } = provider;
  let version = 0;
  let latest = Promise.resolve();
  const reload = async (): Promise<void> => {
    version += 1;
    try {
      const { from, value } = await loadPlugIn(plugIn.url.href, { version: reloadable(version) });
      const begunAnew = renewProvider(served, checkAnew(served.providers, { from, value }, name));
      logger.info('provider reloaded', { provider: name });
      for (const session of begunAnew) {
        logger.warn(
          `Cannot keep what ${name} had stored in the session ${session}: the provider can no longer store it.`,
        );
      }
    } catch (error) {
      // What is played goes on as it was.
      logger.warn(printable(error instanceof Error ? error.message : String(error)));
    }
  };
  return watchFolder(folder, {
    changed: () => {
      // One after the other: the latest counts.
      latest = latest.then(reload);
    },
    failed: (error) => logger.warn(`Cannot watch ${folder}: ${printable(error.message)}. Start again after a change.`),
  });
}

/** The one that holds the other; where neither does, that of the code. */
function commonFolder(code: string, data: string): string {
  return resolve(code).startsWith(resolve(data) + sep) ? resolve(data) : resolve(code);
}

function watchRecordings({ served, recordings }: Watched): Disposable {
  const { logger } = served;
  const folder = resolve(recordings);
  const failed = (error: Error) => logger.warn(`Cannot watch ${folder}: ${printable(error.message)}.`);
  try {
    // A folder that is made later could not be watched now.
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
  }
  return watchFolder(folder, {
    changed: (files) => {
      const { providers } = served;
      const changed = providers.names.filter((name) => files.some((file) => file.split(/[\\/]/, 1)[0] === name));
      for (const name of changed) served.recordings.reload(providers.mock({ name }));
      if (changed.length > 0) logger.debug('recordings reloaded', { providers: changed.join(', ') });
    },
    failed,
  });
}
