import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigFileError } from './config-file-error.ts';

/** The names that a configuration file may have, the first that is there counts. */
export const configFileNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `understudy.config.${ending}`);

/**
 * The configuration file: the one that was named, or the nearest in a folder and those around it; nothing when there is none.
 * Throws a ConfigFileError when the named one is not there.
 */
export function findConfigFile(named: string | undefined, from: string): string | undefined {
  if (named !== undefined) {
    const path = resolve(from, named);
    if (isFile(path)) return path;
    throw new ConfigFileError(
      `Cannot read the configuration ${named}: there is no such file. Write one by \`understudy init\`.`,
    );
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = configFileNames.map((name) => join(folder, name)).find(isFile);
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
