import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Larger files are no recordings, in bytes. */
const maxFileBytes = 128 * 1_048_576;

/** Every file below a folder, relative to it and with slashes, hidden ones too; symbolic links are not followed. */
export async function allFiles(folder: string, path = ''): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await allFiles(folder, inner)));
    else if (entry.isFile() && (await lstat(join(folder, inner))).size <= maxFileBytes) found.push(inner);
  }
  return found.sort();
}

/** Files that are no recordings. */
export async function foreignFiles(folder: string, recordings: ReadonlySet<string>): Promise<string[]> {
  return (await allFiles(folder)).filter((file) => !recordings.has(file));
}
