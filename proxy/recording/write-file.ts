import { createHash, randomBytes } from 'node:crypto';
import { link, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Recording } from './recording.ts';

/** A recording that could not be written. The message names the file and says what to do. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/** Where a recording belongs, relative to the folder: the same content always at the same place, another one elsewhere. */
export function fileOf(recording: Recording, parent = ''): string {
  const { check: _verdict, ...content } = recording;
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  const slug = `${recording.request.method}-${recording.response.status}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '');
  return `${parent}${safeName(recording.provider)}/${safeName(recording.operation)}/${slug}-${hash}.json`;
}

/** How a recording is printed: readable, and with a last newline. */
export function printRecording(recording: Recording): string {
  return `${JSON.stringify(recording, null, 2)}\n`;
}

/**
 * Writes a file that is there whole or not at all, and never in the place of another: under a name of its own first, then
 * linked to its name, which fails when there is one. Between the two it is read back and checked; what fails the check is
 * not kept. Resolves to what failed; rejects with a WriteError.
 */
export async function writeWhole(
  folder: string,
  file: string,
  text: string,
  check: (readBack: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  const parts = file.split('/').slice(0, -1);
  try {
    await makeFolders(folder, parts);
    const temporary = join(folder, ...parts, `.${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
    try {
      await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
      const failure = check(await readFile(temporary, 'utf8'));
      if (failure === undefined) await linkNew(temporary, join(folder, file), text);
      return failure;
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    if (error instanceof WriteError) throw error;
    throw new WriteError(`Cannot write the recording ${file}: ${writeProblem(error)}.`, { cause: error });
  }
}

/** Puts a file in the place of another one: the old file stays until the new one is whole. */
export async function replaceWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function linkNew(from: string, to: string, text: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return renameNew(from, to, error);
    // Written twice is kept once; anything else under this name is somebody else's.
    if ((await lstat(to)).isFile() && (await readFile(to, 'utf8')) === text) return;
    throw new WriteError(`Cannot write the recording ${to}: another file has this name. Move it elsewhere.`);
  }
}

/** Some file systems have no links; the name is a digest of the content, so nothing else is expected under it. */
async function renameNew(from: string, to: string, cause: unknown): Promise<void> {
  if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(cause))) throw cause;
  const isFree = await lstat(to).then(
    () => false,
    (error) => codeOf(error) === 'ENOENT',
  );
  if (!isFree) throw cause;
  await rename(from, to);
}

/** Folders below the recordings folder are never links: they could lead out of it. */
export async function makeFolders(folder: string, parts: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  let path = folder;
  for (const part of parts) {
    path = join(path, part);
    await mkdir(path).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    if ((await lstat(path)).isSymbolicLink())
      throw new WriteError(`Cannot write into ${path}: it is a symbolic link. Put a folder there.`);
  }
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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
