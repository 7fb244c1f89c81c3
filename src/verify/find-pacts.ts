import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Pact, PactError } from './pact.ts';
import { readPact } from './read-pact.ts';

/** A pact that was found, and whether it was named itself: one of a folder is a result of its own, whatever comes of it. */
export interface FoundPact {
  readonly pact: Pact;
  readonly isNamed: boolean;
}

/** A file of a folder that cannot be verified. */
export interface BrokenPact {
  readonly file: string;
  /** One line: what was found, and what to do. */
  readonly message: string;
}

/** The pacts that were found, and what cannot be verified. */
export interface FoundPacts {
  readonly pacts: readonly FoundPact[];
  readonly broken: readonly BrokenPact[];
  /** One line for each path that was named and cannot be used. */
  readonly problems: readonly string[];
}

/** So deep may folders lie in each other. */
const mostLevels = 16;

/** Reads pact files, and all `.json` files of folders and their folders, each once. */
export function findPacts(paths: readonly string[]): FoundPacts {
  const problems: string[] = [];
  const files = new Map<string, boolean>();
  for (const path of paths) {
    const found = attempt(() => filesAt(path));
    if (typeof found === 'string') problems.push(found);
    else for (const file of found.files) files.set(file, files.get(file) ?? found.isNamed);
  }
  const read = [...files].map(([file, isNamed]) => ({ file, isNamed, pact: attempt(() => readPact(file)) }));
  const unread = read.flatMap(({ pact, ...each }) => (typeof pact === 'string' ? [{ ...each, message: pact }] : []));
  return {
    pacts: read.flatMap(({ pact, isNamed }) => (typeof pact === 'string' ? [] : [{ pact, isNamed }])),
    broken: unread.flatMap(({ file, message, isNamed }) => (isNamed ? [] : [{ file, message }])),
    problems: [...problems, ...unread.flatMap(({ message, isNamed }) => (isNamed ? [message] : []))],
  };
}

interface FoundFiles {
  readonly files: readonly string[];
  readonly isNamed: boolean;
}

function filesAt(path: string): FoundFiles {
  try {
    if (!statSync(path).isDirectory()) return { files: [path], isNamed: true };
  } catch (error) {
    throw new PactError(path, 'there is no such file or folder. Give the path of a pact file or of a folder of them.', {
      cause: error,
    });
  }
  const files = filesIn(path, path, mostLevels);
  if (files.length === 0)
    throw new PactError(path, 'the folder has no .json file. Let the consumer’s tests write pacts.');
  return { files, isNamed: false };
}

/** Hidden folders, and those of packages, hold nobody's pacts; links to folders may lead round. */
function filesIn(root: string, folder: string, levels: number): string[] {
  const isFolder = (entry: Dirent) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name);
  const entries = entriesOf(root, folder).sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (isFolder(entry)) return levels > 0 ? filesIn(root, path, levels - 1) : [];
    return entry.name.endsWith('.json') && !entry.isDirectory() ? [path] : [];
  });
}

function entriesOf(root: string, folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new PactError(
      root,
      `the folder ${folder} cannot be read (${reason}). Give a folder that this user may read.`,
      {
        cause: error,
      },
    );
  }
}

/** What was read, or why it cannot be: so that one run tells everything that is wrong. */
function attempt<Value extends object>(read: () => Value): Value | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof PactError) return error.message;
    throw error;
  }
}
