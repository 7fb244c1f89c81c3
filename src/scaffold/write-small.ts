import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import { fillExample } from './fill-example.ts';
import { loadWritten } from './load-written.ts';
import type { NewProvider } from './new-provider.ts';
import type { NewFolder } from './write-folder.ts';

/** A provider that is complete: one operation, stored records, all rules with their examples. */
const small = new URL('./small/', import.meta.url);
/** What stands in it for the name. */
const placeholder = 'my-api';

/** The test that every written provider has. */
export const testFile = `import { testProvider } from 'api-understudy/provider-tests';
import provider from './provider.ts';

testProvider(provider);
`;

/** Writes the small provider under a name. The name was checked: it is the same in code, JSON and addresses. */
export async function writeSmall(folder: NewFolder, name: string): Promise<Omit<NewProvider, 'folder'>> {
  folder.copy(small);
  for (const file of readdirSync(folder.path, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder.path, file);
    if (statSync(path).isFile()) writeFileSync(path, readFileSync(path, 'utf8').replaceAll(placeholder, name));
  }
  folder.write(new Map([[`${name}.test.ts`, testFile]]));
  const provider = await loadWritten(folder, name);
  // Ids are drawn by the provider's name, too.
  for (const [file, sketch] of readExamples(provider)) {
    const { example } = await fillExample(provider, sketch);
    folder.write(new Map([[`examples/${file}.json`, `${JSON.stringify(example, null, 2)}\n`]]));
  }
  return { operations: provider.operations.length, rules: readLedger(provider).rules.length, notes: [] };
}
