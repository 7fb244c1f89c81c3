import { readFileSync, writeFileSync } from 'node:fs';
import { providers } from '../mocks/index.ts';
import { ruleTypes } from './generate/rule-types.ts';
import { typesOf } from './generate/types.ts';

/** Writes everything that is generated; with `--check` only says what is stale, and exits 1. */
const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');
const stale: string[] = [];

function put(path: string, text: string): void {
  const file = new URL(path, root);
  if (current(file) === text) return;
  stale.push(path);
  if (!check) writeFileSync(file, text);
}

function current(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

put('src/types/rules.ts', ruleTypes(providers));
for (const provider of providers) put(`src/types/${provider.name}.ts`, await typesOf(provider));

if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Generated: ${stale.join(', ')}.` : 'Everything generated is up to date.');
}
