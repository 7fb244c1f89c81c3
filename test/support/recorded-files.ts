import { readdirSync } from 'node:fs';

/** The files of a recordings folder by their paths in it, sorted; not the schema, which only editors read, nor other hidden ones. */
export function recordedFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.\w+$/.test(name) && !/(?:^|\/)\./.test(name)).sort();
}
