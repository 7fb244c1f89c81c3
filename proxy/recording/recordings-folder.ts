import { existsSync, lstatSync, mkdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../src/files/code-of.ts';
import { replaceText } from '../../src/files/replace-file.ts';
import { schemaCopy, schemaText } from '../recording-format/schema-copy.ts';
import { WriteError } from '../recording-format/write-error.ts';

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

/** Puts a copy of the schema into the folder of all recordings. Returns that it tried: recordings are as good without it. */
export function keepSchema(folder: string): true {
  const path = join(folder, schemaCopy);
  try {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== schemaText()) replaceText(path, schemaText());
  } catch {
    // Whoever cannot write it here was told of the recordings that could not be written.
  }
  return true;
}
