import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codeOf } from '../files/code-of.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import { PlugInError } from './plug-in-error.ts';
import type { Given } from './with-plug-ins.ts';

/** What a module exports as a provider, which nobody has checked, and where its code is. */
export interface PlugIn extends Given {
  /** The file that was loaded. */
  readonly url: URL;
}

/**
 * Loads what a module exports as a provider: a file, or an installed package. Rejects with a PlugInError that names the
 * module, and the line where it failed.
 *
 * @param version Another one loads the module's code anew, as `reloadable` makes it.
 */
export async function loadPlugIn(module: string, version?: string): Promise<PlugIn> {
  const url = urlOf(module);
  const loaded = await importModule(module, version === undefined ? url : new URL(`?${version}`, url));
  if (!('default' in loaded)) {
    throw new PlugInError(
      `Cannot use ${module} as a provider: it has no default export. Write: export default defineProvider({ ... });`,
    );
  }
  return { from: module, url, value: loaded.default };
}

/** What a folder may be named for. */
const inFolder = ['provider.ts', 'provider.js', 'provider.mjs'];

function urlOf(module: string): URL {
  const path = resolve(module.startsWith('file:') ? fileURLToPath(module) : module);
  const file = [path, ...inFolder.map((name) => join(path, name))].find((each) =>
    statSync(each, { throwIfNoEntry: false })?.isFile(),
  );
  if (file) return pathToFileURL(file);
  const isPath = /^(?:file:|[./\\]|[a-z]:)/i.test(module);
  try {
    if (!isPath) return pathToFileURL(createRequire(resolve('package.json')).resolve(module));
  } catch (cause) {
    if (codeOf(cause) !== 'MODULE_NOT_FOUND')
      throw unloadable(module, `${wordsOf(cause)}. Give the path of its file.`, cause);
  }
  throw unloadable(
    module,
    `there is no such ${isPath ? 'file' : 'file or package'}. Give a path such as ./my-api/provider.ts.`,
  );
}

async function importModule(module: string, url: URL): Promise<Record<string, unknown>> {
  try {
    const loaded: unknown = await import(url.href);
    return isJsonObject(loaded) ? loaded : {};
  } catch (error) {
    if (error instanceof PlugInError) throw error;
    throw unloadable(module, `${wordsOf(error)}${placeOf(error, module)}.`, error);
  }
}

function unloadable(module: string, found: string, cause?: unknown): PlugInError {
  return new PlugInError(`Cannot load the provider ${module}: ${found}`, { cause });
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${typeof error}`;
  const [line = ''] = error.message.trim().split('\n', 1);
  return `${error.name}: ${line.replace(/\.$/, '')}`;
}

/** The first line of the plug-in's own code that a stack names: what threw may stand in a file that the module imports. */
function placeOf(error: unknown, module: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const found = /(file:\/\/[^\s)?]+?)(?:\?[^\s):]*)?:(\d+)(?::\d+)?(?=[\s)]|$)/m.exec(stack);
  if (!found) return '';
  const [, url = '', line] = found;
  return ` (${URL.canParse(url) ? fileURLToPath(url) : module}:${line})`;
}
