import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../src/files/code-of.ts';
import { oddities } from '../../src/files/read-regular-file.ts';

/** Something that is not read, by its place below the folder, and why. */
export interface OddEntry {
  readonly path: string;
  readonly kind: 'link' | 'special' | 'unreadable';
  /** What was found and what to do, as in "it is a symbolic link. Put the file itself there". */
  readonly found: string;
}

/** What stands below a place of a folder: files by their paths with slashes, sorted, and what is not read. */
export interface Walked {
  readonly files: readonly string[];
  readonly odd: readonly OddEntry[];
}

/**
 * Lists all files below a place of a folder. Links are never followed: they could lead out of it, or round in it. The
 * folder itself may be one, since whoever runs the program named it. What is not there is empty.
 * @param place Below the folder, with slashes; empty for all of it.
 * @param takes Whether an entry of this name is looked at.
 */
export async function walkFolder(
  folder: string,
  place: string,
  takes: (name: string) => boolean = () => true,
): Promise<Walked> {
  const files: string[] = [];
  const odd: OddEntry[] = [];
  const collect = async (inner: string): Promise<void> => {
    const entries = await entriesOf(folder, inner, odd);
    for (const entry of entries.filter(({ name }) => takes(name))) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory()) await collect(path);
      else note(entry, path);
    }
  };
  const note = (entry: Dirent, path: string) => (entry.isFile() ? files.push(path) : odd.push(oddAt(path, entry)));
  if (await isFolder(folder, place, odd)) await collect(place);
  return { files: files.sort(), odd };
}

function oddAt(path: string, entry: Dirent): OddEntry {
  if (entry.isSymbolicLink()) return linkAt(path, 'file');
  return { path, kind: 'special', found: `${oddities.special}. Put only files there` };
}

/** Whether a place below a folder is a folder, without a link on the way; notes what else stands there. */
export async function isFolder(folder: string, place: string, odd: OddEntry[]): Promise<boolean> {
  const parts = place === '' ? [] : place.split('/');
  for (const at of parts.keys()) {
    const path = parts.slice(0, at + 1).join('/');
    const found = await lstat(join(folder, path)).catch((error: unknown) => noteUnlessMissing(path, error, odd));
    if (found?.isSymbolicLink()) odd.push(linkAt(path, 'folder'));
    if (!found?.isDirectory()) return false;
  }
  return true;
}

async function entriesOf(folder: string, place: string, odd: OddEntry[]) {
  const reading = readdir(join(folder, place), { withFileTypes: true });
  return (await reading.catch((error: unknown) => noteUnlessMissing(place, error, odd))) ?? [];
}

function noteUnlessMissing(path: string, error: unknown, odd: OddEntry[]): undefined {
  const code = codeOf(error);
  if (code !== 'ENOENT') odd.push({ path, kind: 'unreadable', found: unreadable(code) });
}

/** What is wrong with something that the system does not let read. */
export function unreadable(code: string): string {
  if (code === 'EACCES') return 'this user may not read it. Change its permissions';
  return `it cannot be read (${code || 'unknown'})`;
}

function linkAt(path: string, what: 'file' | 'folder'): OddEntry {
  return { path, kind: 'link', found: `${oddities.link}. Put the ${what} itself there` };
}
