import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codeOf } from '../files/code-of.ts';
import { describeFailure } from '../files/describe-failure.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import { PlugInError } from './plug-in-error.ts';
import type { Given } from './with-plug-ins.ts';

/** What a module exports as a provider, which nobody has checked, and where its code is. */
export interface PlugIn extends Given {
  /** The file that was loaded. */
  readonly url: URL;
}

/** How a module is loaded. */
export interface LoadOptions {
  /** Where relative paths begin, and packages are looked for; the working folder without it. */
  readonly folder?: string;
  /** Another one loads the module's code anew, as `reloadable` makes it. */
  readonly version?: string;
}

/**
 * Loads what a module exports as a provider: a file, or an installed package. Rejects with a PlugInError that names the
 * module, and the line where it failed.
 *
 */
export async function loadPlugIn(module: string, { version, folder = '' }: LoadOptions = {}): Promise<PlugIn> {
  const url = urlOf(module, folder);
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

function urlOf(module: string, folder: string): URL {
  const path = resolve(folder, module.startsWith('file:') ? fileURLToPath(module) : module);
  const file = [path, ...inFolder.map((name) => join(path, name))].find((each) =>
    statSync(each, { throwIfNoEntry: false })?.isFile(),
  );
  if (file) return pathToFileURL(file);
  const isPath = /^(?:file:|[./\\]|[a-z]:)/i.test(module);
  try {
    if (!isPath) return pathToFileURL(createRequire(resolve(folder, 'package.json')).resolve(module));
  } catch (cause) {
    if (codeOf(cause) !== 'MODULE_NOT_FOUND')
      throw unloadable(module, `${describeFailure(cause)}. Give the path of its file.`, cause);
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
    throw unloadable(module, `${describeFailure(error, fileURLToPath(url))}.`, error);
  }
}

function unloadable(module: string, found: string, cause?: unknown): PlugInError {
  return new PlugInError(`Cannot load the provider ${module}: ${found}`, { cause });
}
