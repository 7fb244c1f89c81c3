import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('./', import.meta.url);

/** The folder of the package file that names what is measured against. */
export const peersFolder = fileURLToPath(folder);

/** The file of an installed package's command. */
export function installedCommand(name: string): string {
  return fileURLToPath(new URL(`node_modules/.bin/${name}`, folder));
}

/** The packages by name, each with the version that is measured. */
export function wantedVersions(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')).dependencies;
}

/** The version of a package that is installed; undefined for one that is not. */
export function installedVersion(name: string, modules = new URL('node_modules/', folder)): string | undefined {
  const file = new URL(`${name}/package.json`, modules);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}
