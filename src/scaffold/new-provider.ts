import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suggestion } from '../kit/did-you-mean.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { nameProblem } from '../plug-ins/check-provider.ts';
import { ScaffoldError } from './scaffold-error.ts';
import { newFolder } from './write-folder.ts';

/** What is asked for. */
export interface NewProviderOptions {
  /** As it stands in addresses. */
  readonly name: string;
  /** The folder in which its own is made. */
  readonly into: string;
  /** An OpenAPI description, JSON or YAML. */
  readonly openapi?: string;
  /** Providers that there are already. */
  readonly taken: readonly ProviderIdentity[];
}

/** What was written. */
export interface NewProvider {
  /** Its folder. */
  readonly folder: string;
  readonly operations: number;
  readonly rules: number;
  /** What of the description could not be taken over. */
  readonly notes: readonly string[];
}

/**
 * Writes a provider into a folder of its own, whole or not at all. Rejects with a ScaffoldError when the name cannot be used, the
 * folder is not free, or the description cannot be read.
 */
export async function newProvider({ name, into, openapi, taken }: NewProviderOptions): Promise<NewProvider> {
  requireName(name, taken);
  if (openapi !== undefined) requireFile(openapi);
  const target = resolve(into, name);
  using folder = newFolder(target);
  const written =
    openapi === undefined
      ? await (await import('./write-small.ts')).writeSmall(folder, name)
      : await (await import('./write-described.ts')).writeDescribed(folder, name, openapi, taken);
  folder.finish();
  return { folder: target, ...written };
}

function requireName(name: string, taken: readonly ProviderIdentity[]): void {
  const problem = nameProblem(name);
  if (problem) throw new ScaffoldError(`Cannot name a provider so: ${problem}`);
  const names = taken.map((provider) => provider.name);
  if (names.includes(name))
    throw new ScaffoldError(
      `Cannot name a provider ${name}: there is one of this name. ${suggestion(undefined, names)}`,
    );
}

function requireFile(file: string): void {
  const path = join(file);
  if (existsSync(path) && statSync(path).isFile()) return;
  throw new ScaffoldError(
    `Cannot read ${file}: there is no such file. Give the path of an OpenAPI description, such as ./openapi.yaml.`,
  );
}
