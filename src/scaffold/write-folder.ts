import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../files/code-of.ts';
import { ScaffoldError } from './scaffold-error.ts';

/** Texts by their paths in the folder. */
export type Files = ReadonlyMap<string, string>;

/** A folder that is not there before it is whole. */
export interface NewFolder extends Disposable {
  /** Where it is while it is written: beside its place, so that its modules find the same packages. */
  readonly path: string;
  write(files: Files): void;
  copy(from: URL): void;
  /** Gives it its name. Throws a ScaffoldError when there is something meanwhile. */
  finish(): void;
}

/** Begins a folder. Throws a ScaffoldError when it is there already, and not empty, or cannot be made. */
export function newFolder(target: string): NewFolder {
  requireFree(target);
  const parent = dirname(target);
  const path = orRefuse(target, () => {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, '.new-provider-'));
  });
  return {
    path,
    write: (files) => {
      for (const [name, text] of files) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), text);
      }
    },
    copy: (from) => cpSync(from, path, { recursive: true }),
    finish: () => {
      requireFree(target);
      orRefuse(target, () => {
        if (existsSync(target)) rmdirSync(target);
        renameSync(path, target);
      });
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

function requireFree(target: string): void {
  if (!existsSync(target)) return;
  const isEmpty = orRefuse(target, () => readdirSync(target).length === 0);
  if (!isEmpty)
    throw new ScaffoldError(
      `Cannot write into ${target}: it is there already, and not empty. Take another name, or another folder with --into DIR.`,
    );
}

function orRefuse<Result>(target: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new ScaffoldError(
      `Cannot write ${target} (${codeOf(cause) || 'unknown error'}). Take another folder with --into DIR.`,
      { cause },
    );
  }
}
