import { constants, type Dirent, lstatSync, readFileSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecording } from './parse-recording.ts';
import type { StoredRecording } from './recording.ts';

/** What a folder holds: recordings in the order of recording, and a line for each file that could not be loaded. */
export interface FolderReading {
  readonly recordings: readonly StoredRecording[];
  readonly problems: readonly string[];
}

/** A recordings folder that cannot be read at all. The message says what to do. */
export class RecordingsFolderError extends Error {
  override readonly name = 'RecordingsFolderError';
}

/** Where recordings that failed their check are kept; beside the providers' folders. */
export const asideFolder = 'aside';
/** Larger files are no recordings of ours, in bytes. */
const maxFileBytes = 128 * 1_048_576;
/** Files that are read in a row, each in some 20 µs: waiting for one by one would take several times as long. */
const atOnce = 32;

/**
 * Reads all recordings of a provider, or of all folders when none is named. A missing folder of the provider is an empty
 * one; rejects with a RecordingsFolderError when the folder of all is missing or cannot be read.
 */
export async function readFolder(folder: string, provider?: string): Promise<FolderReading> {
  const names = provider === undefined ? await foldersIn(folder) : [provider];
  if (provider !== undefined) await foldersIn(folder);
  const files: string[] = [];
  const problems: string[] = [];
  for (const name of names) await collectFiles(folder, name, files, problems);
  const recordings: StoredRecording[] = [];
  for (let start = 0; start < files.length; start += atOnce) {
    for (const file of files.slice(start, start + atOnce)) {
      const result = readOne(folder, file);
      typeof result === 'string' ? problems.push(result) : recordings.push(result);
    }
    // Others are answered meanwhile.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  recordings.sort(
    (one, other) => one.recording.sequence - other.recording.sequence || (one.file < other.file ? -1 : 1),
  );
  return { recordings, problems };
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap(({ name }) => (name.startsWith('.') ? [] : [name])).sort();
  } catch (error) {
    throw new RecordingsFolderError(`Cannot read the recordings folder ${folder}: ${problemOf(error)}.`, {
      cause: error,
    });
  }
}

const folderProblems: Readonly<Record<string, string>> = {
  ENOENT: 'there is none. Record something first, with --mode record, or name another with --recordings',
  ENOTDIR: 'it is no folder. Name another with --recordings',
  EACCES: 'this user may not read it. Change its permissions, or name another with --recordings',
};

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return folderProblems[code] ?? (code || 'it cannot be read');
}

/** Symbolic links are never followed: they could lead out of the folder. */
async function collectFiles(folder: string, path: string, files: string[], problems: string[]): Promise<void> {
  const entries = await entriesOf(folder, path, problems);
  for (const entry of entries) {
    const inner = `${path}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) await collectFiles(folder, inner, files, problems);
    else if (!entry.isFile()) problems.push(`Cannot load ${inner}: ${oddEntry(entry)}`);
    else if (entry.name.endsWith('.json')) files.push(inner);
  }
}

/** Reading a pipe or a device may never end. */
function oddEntry(entry: Dirent): string {
  return entry.isSymbolicLink()
    ? 'it is a symbolic link. Put the file itself there.'
    : 'it is a pipe, a socket or a device. Put only files there.';
}

async function entriesOf(folder: string, path: string, problems: string[]) {
  try {
    const found = await lstat(join(folder, path));
    if (found.isSymbolicLink()) {
      problems.push(`Cannot load ${path}: it is a symbolic link. Put the folder itself there.`);
      return [];
    }
    return found.isDirectory() ? await readdir(join(folder, path), { withFileTypes: true }) : [];
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) problems.push(`Cannot load ${path}: ${problemOf(error)}.`);
    return [];
  }
}

function readOne(folder: string, file: string): StoredRecording | string {
  try {
    const path = join(folder, file);
    if (lstatSync(path).size > maxFileBytes)
      return `Cannot load ${file}: it is over ${maxFileBytes} bytes. Move it elsewhere.`;
    // What has become a link since it was listed is not followed either.
    const flag = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
    const recording = parseRecording(readFileSync(path, { encoding: 'utf8', flag }));
    if ('complaint' in recording) return `Cannot load ${file}: ${recording.complaint}`;
    const [provider] = file.split('/').filter((part) => part !== asideFolder);
    if (provider === recording.provider) return { file, recording };
    return `Cannot load ${file}: it is a recording of ${recording.provider}. Move it to the folder ${recording.provider}.`;
  } catch (error) {
    return `Cannot load ${file}: ${problemOf(error)}.`;
  }
}
