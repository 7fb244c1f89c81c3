import { randomUUID } from 'node:crypto';
import type { OverrideMaker } from './override.ts';

// A session is plain data, so that it can live elsewhere; a function lives in this process, and the session has its key.
const makers = new Map<string, OverrideMaker>();

/** Keeps a function; gives its key. */
export function keepMaker(maker: OverrideMaker): string {
  const key = randomUUID();
  makers.set(key, maker);
  return key;
}

/** The function of a key; none in a process that did not make it. */
export function makerOf(key: string): OverrideMaker | undefined {
  return makers.get(key);
}

/** How many functions are kept. */
export function makersKept(): number {
  return makers.size;
}

export function dropMaker(key: string): void {
  makers.delete(key);
}
