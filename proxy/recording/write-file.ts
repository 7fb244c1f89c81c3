import { hash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, type Stats } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { maxRecordingBytes, type Recording } from '../recording-format/recording.ts';
import { indentSize } from './indent-size.ts';

/** A recording that could not be written. The message names the file and says what to do. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/**
 * Where a recording belongs, relative to the folder: the same content always at the same place, another one elsewhere.
 * @param text As it is printed.
 */
export function fileOf(recording: Recording, text: string, parent = ''): string {
  const digest = hash('sha256', text, 'hex').slice(0, 16);
  const slug = `${recording.request.method}-${recording.response.status}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '');
  return `${parent}${safeName(recording.provider)}/${safeName(recording.operation)}/${slug}-${digest}.json`;
}

/** What indenting may add to a file, in characters: of lists in lists it would make hundreds of times as much. */
const maxIndent = maxRecordingBytes / 4;

/** How a recording is printed: readable, unless that would take far more room than what it holds, and with a last newline. */
export function printRecording(recording: Recording): string {
  const isReadable = indentSize(recording, maxIndent) <= maxIndent;
  return `${JSON.stringify(recording, null, isReadable ? 2 : 0)}\n`;
}

/**
 * A name for a file that is not whole yet: no reader takes it for a recording. Short, because folders take longer for long
 * ones, so it may be taken: such a file is only opened when there is none.
 */
export function temporaryName(): string {
  return `.${randomBytes(4).toString('hex')}.tmp`;
}

/** Puts a file in the place of another one: the old file stays until the new one is whole. */
export async function replaceWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), temporaryName());
  // Opened before, so that one that is somebody else's is not removed.
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text).finally(() => file.close());
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Makes folders below the recordings folder, and gives the path of the last. They are never links, which could lead out of
 * it: throws a WriteError for one that is.
 */
export function makeFolders(folder: string, parts: readonly string[]): string {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  let path = folder;
  for (const part of parts) {
    path = join(path, part);
    if (foundOrMade(path).isSymbolicLink())
      throw new WriteError(`Cannot write into ${path}: it is a symbolic link. Put a folder there.`);
  }
  return path;
}

function foundOrMade(path: string): Stats {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found) return found;
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  return lstatSync(path);
}

function safeName(name: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  throw new WriteError(
    'Cannot write a recording: the name of its provider or operation is no name. Use letters, digits and "-".',
  );
}

const problems: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there. Change the permissions of the folder, or name another with --recordings',
  EPERM: 'this user may not write there. Change the permissions of the folder, or name another with --recordings',
  EROFS: 'the folder is read-only. Name another with --recordings',
  ENOSPC: 'the disk is full. Make room, or name another folder with --recordings',
  EDQUOT: 'the disk quota is used up. Make room, or name another folder with --recordings',
  ENOTDIR: 'a part of the path is no folder. Name another with --recordings',
};

/** What the system said, in words that say what to do; without the last full stop. */
export function writeProblem(error: unknown): string {
  const code = codeOf(error);
  return problems[code] ?? `the system says ${code || 'no'}. Name another folder with --recordings`;
}

/** The system's name for an error; empty when it is another one. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
