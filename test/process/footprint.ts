import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folders of packages, each with the bytes of its files, by name and version. */
export type Footprint = ReadonlyMap<string, number>;

/** A package with all that it depends on, found as Node finds it. */
export function footprintOf(home: string, found = new Map<string, number>()): Footprint {
  const { name, version, dependencies = {} } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const id = `${name}@${version}`;
  if (found.has(id)) return found;
  found.set(id, bytesOf(home));
  for (const dependency of Object.keys(dependencies)) footprintOf(homeOf(dependency, home), found);
  return found;
}

/** The folder of a package that another one names as its dependency. */
export function homeOf(name: string, from: string): string {
  const home = join(from, 'node_modules', name);
  if (existsSync(join(home, 'package.json'))) return realpathSync(home);
  if (dirname(from) === from) throw new Error(`Cannot find the package ${name}. Run npm ci.`);
  return homeOf(name, dirname(from));
}

/** The bytes of a folder's files; those of packages below it are theirs. */
function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? bytesOf(path) : statSync(path).size;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}
