import { randomBytes } from 'node:crypto';
import type { Catalogue } from '../kit/catalogue.ts';
import { inSession } from '../sessions/in-session.ts';
import { MemoryStore } from '../stores/memory.ts';
import { findProvider } from './find-provider.ts';

/**
 * What sessions begin with, by provider, tried in one that nobody uses: a state that cannot be stored is told at the start.
 * Throws a StateError, or a TypeError for a provider that is unknown.
 */
export function triedSeeds(
  seeds: Readonly<Record<string, unknown>>,
  providers: Catalogue,
): ReadonlyMap<string, unknown> {
  const given = Object.entries(seeds).filter(([, seed]) => seed !== undefined);
  if (given.length === 0) return none;
  const store = new MemoryStore({ seed: 1, rateLimits: false, digestKey: randomBytes(32) });
  for (const [name, seed] of given) {
    const provider = providers.mock(findProvider(name, providers));
    inSession(store, 'seeds', (session) => session.replaceState(provider, seed));
  }
  return new Map(given);
}

const none: ReadonlyMap<string, unknown> = new Map();
