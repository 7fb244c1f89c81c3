import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutMark } from '../../src/files/byte-order-mark.ts';
import { codeOf } from '../../src/files/code-of.ts';
import { OddFileError, readRegularFile } from '../../src/files/read-regular-file.ts';
import { parseRecording } from './parse-recording.ts';
import { maxRecordingBytes, type StoredRecording } from './recording.ts';
import { walkFolder } from './walk-folder.ts';

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
/** Files that are read in a row, each in some 20 µs: waiting for one by one would take several times as long. */
const atOnce = 32;
/** Or fewer, when they have so many bytes. */
const atOnceBytes = 1_048_576;

/**
 * Reads all recordings of a provider, or of all folders when none is named. A missing folder of the provider is an empty
 * one; rejects with a RecordingsFolderError when the folder of all is missing or cannot be read.
 */
export async function readFolder(folder: string, provider?: string): Promise<FolderReading> {
  const names = provider === undefined ? await foldersIn(folder) : [provider];
  if (provider !== undefined) await foldersIn(folder);
  const files: string[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const found = await walkFolder(folder, name, (entry) => !entry.startsWith('.'));
    problems.push(...found.odd.map(({ path, found: what }) => `Cannot load ${path}: ${what}.`));
    files.push(...found.files.filter((file) => file.endsWith('.json')));
  }
  const recordings = await readAll(folder, files, problems);
  recordings.sort(
    (one, other) => one.recording.sequence - other.recording.sequence || (one.file < other.file ? -1 : 1),
  );
  return { recordings, problems };
}

/**
 * What changes when a file comes to a provider's folder or goes: the times of its folders. Reading them costs next to nothing,
 * reading the files does not. A file that is edited in its place is not seen.
 */
export async function stampOf(folder: string, provider: string): Promise<string> {
  const home = join(folder, provider);
  const entries = await readdir(home, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(home, name));
  const times = await Promise.all([home, ...folders].map(timeOf));
  return times.join();
}

async function timeOf(path: string): Promise<string> {
  const found = await lstat(path, { bigint: true }).catch(() => undefined);
  return `${found?.ino}:${found?.mtimeNs}`;
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
  const code = codeOf(error);
  return folderProblems[code] ?? (code || 'it cannot be read');
}

async function readAll(folder: string, files: readonly string[], problems: string[]): Promise<StoredRecording[]> {
  const recordings: StoredRecording[] = [];
  let count = 0;
  let bytes = 0;
  for (const file of files) {
    const { result, length } = readOne(folder, file);
    typeof result === 'string' ? problems.push(result) : recordings.push(result);
    count += 1;
    bytes += length;
    if (count < atOnce && bytes < atOnceBytes) continue;
    // Others are answered meanwhile.
    await new Promise<void>((resolve) => setImmediate(resolve));
    count = 0;
    bytes = 0;
  }
  return recordings;
}

function readOne(folder: string, file: string): { readonly result: StoredRecording | string; readonly length: number } {
  try {
    const bytes = readRegularFile(join(folder, file), maxRecordingBytes);
    return { result: recordingIn(file, withoutMark(bytes.toString())), length: bytes.length };
  } catch (error) {
    const found = error instanceof OddFileError ? `${error.message}. Move it elsewhere` : problemOf(error);
    return { result: `Cannot load ${file}: ${found}.`, length: 0 };
  }
}

function recordingIn(file: string, text: string): StoredRecording | string {
  const recording = parseRecording(text);
  if ('complaint' in recording) return `Cannot load ${file}: ${recording.complaint}`;
  const [provider] = file.split('/').filter((part) => part !== asideFolder);
  if (provider === recording.provider) return { file, recording };
  return `Cannot load ${file}: it is a recording of ${recording.provider}. Move it to the folder ${recording.provider}.`;
}
