import type { Credential } from '../../src/secrets/credential.ts';

/** How recordings are played. */
export interface ReplayerSettings {
  /** The recordings folder. */
  readonly folder: string;
  /** Real credentials of all providers. */
  readonly credentials: readonly Credential[];
  /** Further values that are known to be secret. */
  readonly secrets?: readonly string[] | undefined;
  /** Whether the last recording of a request repeats once all were played. */
  readonly repeatLast: boolean;
  /** Of made-up personal data: the same as when it was recorded. */
  readonly pseudonymSeed: number;
  /** Takes a line about a file that could not be loaded. */
  report(line: string): void;
}
