import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Provider } from '../kit/provider.ts';
import { checkProvider } from '../plug-ins/check-provider.ts';
import { loadPlugIn } from '../plug-ins/load-plug-in.ts';
import { ScaffoldError } from './scaffold-error.ts';
import type { NewFolder } from './write-folder.ts';

/** The provider as it was written, to be asked what it answers. Rejects with a ScaffoldError when it does not load. */
export async function loadWritten(folder: NewFolder, name: string): Promise<Provider> {
  const module = join(folder.path, 'provider.ts');
  try {
    const { value } = await loadPlugIn(pathToFileURL(module).href);
    return checkProvider(value, name);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const isMissing = found.includes("'api-understudy'");
    throw new ScaffoldError(
      isMissing
        ? `Cannot write ${name}: its modules do not find api-understudy there. Install it in that project: npm install --save-dev api-understudy.`
        : `Cannot write ${name}: what was written does not load. ${found}`,
      { cause },
    );
  }
}
