import { readdirSync } from 'node:fs';

/** What the name of every schema file ends with. */
export const schemaEnding = '.schema.json';

/** The names of a folder's schema files without `.schema.json`, sorted. */
export function schemaNames(folder: URL): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(schemaEnding));
  return files.map((file) => file.slice(0, -schemaEnding.length)).sort();
}
