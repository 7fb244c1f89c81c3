import { dirname, resolve } from 'node:path';
import { defaults } from '../app/config.ts';
import type { UnderstudyConfig } from '../config-file/config-values.ts';
import { findConfigFile } from '../config-file/find-config-file.ts';
import type { Provider } from '../kit/provider.ts';
import { UsageError } from './usage-error.ts';

/** What a configuration file says, and where it is. */
export interface Configuration {
  /** None when there is no file. */
  readonly file: string | undefined;
  readonly values: UnderstudyConfig<Provider>;
}

/** Reads the configuration file: the one named, or the nearest upwards. Throws a UsageError when it cannot be used. */
export async function readConfiguration(named: string | undefined): Promise<Configuration> {
  try {
    const file = findConfigFile(named, process.cwd());
    if (file === undefined) return { file, values: {} };
    // Loaded when there is one.
    const { readConfigFile } = await import('../config-file/read-config-file.ts');
    return { file, values: await readConfigFile(file) };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

/** The folder that paths of a configuration begin in. */
export function folderOf({ file }: Configuration): string {
  return file === undefined ? process.cwd() : dirname(file);
}

/** The folder of the recordings: of a flag, of the configuration, or the usual one. */
export function recordingsFolder(flag: string | undefined, configuration: Configuration): string {
  if (flag !== undefined) return flag;
  const { recordings } = configuration.values;
  return recordings === undefined ? defaults.recordings : pathOf(configuration, recordings);
}

/** The folder of the corrections, by the same order. */
export function correctionsFolder(flag: string | undefined, configuration: Configuration): string {
  if (flag !== undefined) return flag;
  const { corrections } = configuration.values;
  return corrections === undefined ? defaults.corrections : pathOf(configuration, corrections);
}

/** A path of a configuration, as others use it. */
export function pathOf(configuration: Configuration, path: string): string {
  return resolve(folderOf(configuration), path);
}
