import { closeSync, fsyncSync, ftruncateSync, lstatSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../../files/code-of.ts';
import { ownerOnly, replaceFile, writeWhole } from '../../files/replace-file.ts';

/** A file that grows at its end; what could not be written whole is taken back. */
export class GrowingFile {
  readonly #descriptor: number;
  #size: number;

  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** Once it returns, the operating system has the bytes: the end of this process does not lose them. */
  append(bytes: Buffer): void {
    try {
      writeWhole(this.#descriptor, bytes, this.#size);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** Once it returns, a power cut does not lose them either. */
  close(): void {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
  }

  /** For a file that another one has replaced. */
  drop(): void {
    closeSync(this.#descriptor);
  }
}

/** Puts a file in the place of what is there, whole or not at all. What a crash left of one before is removed. */
export function replaceGrowing(path: string, bytes: Buffer): GrowingFile {
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  return new GrowingFile(replaceFile(path, bytes, fresh), bytes.length);
}

/**
 * Puts a copy of what a file held beside it, under a name that nothing has yet, for its owner only from the beginning;
 * gives the name. What was set aside before, such as at a start that failed then, is not copied again.
 */
export function setAside(path: string, bytes: Buffer, now: Date = new Date()): string {
  const earlier = asideOf(path).find((copy) => holds(copy, bytes));
  if (earlier !== undefined) return earlier;
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number += 1) {
    const aside = `${path}${asideMark}${stamp}${number === 1 ? '' : `-${number}`}`;
    try {
      writeNew(aside, bytes);
      return aside;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

const asideMark = '.damaged-';

function asideOf(path: string): string[] {
  const beginning = basename(path) + asideMark;
  return readdirSync(dirname(path)).flatMap((name) => (name.startsWith(beginning) ? [join(dirname(path), name)] : []));
}

function holds(path: string, bytes: Buffer): boolean {
  const found = lstatSync(path);
  return found.isFile() && found.size === bytes.length && readFileSync(path).equals(bytes);
}

/** Opening fails when there is a file, or a link, of that name; one that could not be written whole is removed again. */
function writeNew(path: string, bytes: Buffer): void {
  const descriptor = openSync(path, 'wx', ownerOnly);
  try {
    writeWhole(descriptor, bytes, 0);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
