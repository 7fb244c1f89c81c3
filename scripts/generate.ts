import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { catalogue } from '../mocks/catalogue.ts';
import { Catalogue } from '../src/kit/catalogue.ts';
import { generatedPages } from './generate/generated-pages.ts';
import { generatedTypes } from './generate/generated-types.ts';

/** Writes everything that is generated; with `--check` only says what is stale, and exits 1. */
const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');
const providers = new Catalogue(catalogue);
const stale = [
  ...bringUpToDate(await generatedTypes(providers.identities)),
  // After the types: a mock's code may be without them yet.
  ...bringUpToDate(await generatedPages(providers.mocks())),
];

if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Generated: ${stale.join(', ')}.` : 'Everything generated is up to date.');
}

/** The paths of the files that are not what they should be. */
function bringUpToDate(files: ReadonlyMap<string, string>): string[] {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const file = new URL(path, root);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    stale.push(path);
    if (check) continue;
    mkdirSync(new URL('./', file), { recursive: true });
    writeFileSync(file, text);
  }
  return stale;
}
