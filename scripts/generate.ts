import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { providers } from '../mocks/index.ts';
import { generatedFiles } from './generate/generated-files.ts';

/** Writes everything that is generated; with `--check` only says what is stale, and exits 1. */
const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');
const stale: string[] = [];

for (const [path, text] of await generatedFiles(providers)) {
  const file = new URL(path, root);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale.push(path);
  if (!check) writeFileSync(file, text);
}

if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Generated: ${stale.join(', ')}.` : 'Everything generated is up to date.');
}
