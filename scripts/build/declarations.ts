import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const relativeImport = /(\bfrom |\bimport\(|\bimport )(['"])(\.[^'"]*)\.ts\2/g;

/**
 * Keeps the declarations that the entries reach, and lets their imports name the JavaScript beside them: the compiler
 * leaves `.ts` there, which it understands itself but not every editor does.
 */
export function keepReachableTypes(folder: string, entries: readonly string[]): void {
  const reached = new Set<string>();
  const waiting = entries.map((entry) => join(folder, entry));
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , , path = ''] of text.matchAll(relativeImport)) waiting.push(join(file, '..', `${path}.d.ts`));
    writeFileSync(file, text.replaceAll(relativeImport, '$1$2$3.js$2'));
  }
  for (const file of globSync(join(folder, '**/*.d.ts'))) if (!reached.has(file)) rmSync(file);
}
