import type { Understudy } from '../app/understudy.ts';

// Each project of a run starts one, and Jest may load setup and teardown as modules of their own.
const servers = Symbol.for('api-understudy/jest');
type Shared = { [servers]?: Understudy[] };

export function keepForTeardown(understudy: Understudy): void {
  const shared = globalThis as Shared;
  shared[servers] = [...(shared[servers] ?? []), understudy];
}

/** Ends the servers that were started for the run. */
export async function closeAll(): Promise<void> {
  const shared = globalThis as Shared;
  const started = shared[servers] ?? [];
  shared[servers] = [];
  await Promise.all(started.map((understudy) => understudy.close()));
}
