import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Pact, PactError } from './pact.ts';
import { readPact } from './read-pact.ts';

/** The pacts that were found, and one line for each thing that cannot be verified. */
export interface FoundPacts {
  readonly pacts: readonly Pact[];
  readonly problems: readonly string[];
}

/** Reads pact files, and all `.json` files of folders, each once. */
export function findPacts(paths: readonly string[]): FoundPacts {
  const files = paths.map((path) => attempt(() => filesAt(path)));
  const known = new Set(files.flatMap(({ value = [] }) => value));
  const pacts = [...known].map((file) => attempt(() => readPact(file)));
  return {
    pacts: pacts.flatMap(({ value }) => value ?? []),
    problems: [...files, ...pacts].flatMap(({ problem }) => problem ?? []),
  };
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (error) {
    throw new PactError(path, 'there is no such file or folder. Give the path of a pact file or of a folder of them.', {
      cause: error,
    });
  }
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  if (files.length === 0)
    throw new PactError(path, 'the folder has no .json file. Let the consumer’s tests write pacts.');
  return files.sort().map((file) => join(path, file));
}

interface Attempt<Value> {
  readonly value?: Value;
  readonly problem?: string;
}

/** So that one run tells everything that is wrong. */
function attempt<Value>(read: () => Value): Attempt<Value> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof PactError) return { problem: error.message };
    throw error;
  }
}
