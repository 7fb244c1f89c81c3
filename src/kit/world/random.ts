import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { SimpleFaker } from '@faker-js/faker';

/** Seeded ids and keys: the same seed gives the same bytes. */
export interface Random {
  /** How many numbers were drawn so far, to go on from there later. */
  readonly drawn: number;
  uuid(): string;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** Letters of both cases and digits. */
  alphanumeric(length: number): string;
}

// A handler is synchronous and faker takes a tenth of a second to load, so it is required at the first id drawn.
const require = createRequire(import.meta.url);

/** More than any server draws; up to there positions are exact numbers. */
export const mostDrawn = 2 ** 52;

/** So many numbers come from one seed, and the next ones from another: any position is reached within so many draws. */
const drawsPerSeed = 65_536;

/**
 * Ids for one provider in one session: providers draw apart, so that a call to one never moves the ids of another. With a
 * number of earlier draws, up to `mostDrawn`, the ids go on behind those.
 */
export function seededRandom(seed: number, scope: string, earlierDraws = 0): Random {
  let drawn = earlierDraws;
  let known: SimpleFaker | undefined;
  const faker = (): SimpleFaker => {
    known ??= loadFaker(
      (draws) => seedAt(seed, scope, draws),
      earlierDraws,
      () => {
        drawn += 1;
        return drawn;
      },
    );
    return known;
  };
  return {
    get drawn() {
      return drawn;
    },
    uuid: () => faker().string.uuid(),
    hex: (length) => faker().string.hexadecimal({ length, casing: 'lower', prefix: '' }),
    alphanumeric: (length) => faker().string.alphanumeric(length),
  };
}

/** @param count Told of each draw; gives how many there were. */
function loadFaker(seedAfter: (draws: number) => number, earlierDraws: number, count: () => number): SimpleFaker {
  const { SimpleFaker, generateMersenne53Randomizer } = require('@faker-js/faker') as typeof import('@faker-js/faker');
  const source = generateMersenne53Randomizer(seedAfter(earlierDraws));
  for (let skipped = 0; skipped < earlierDraws % drawsPerSeed; skipped += 1) source.next();
  const next = () => {
    const value = source.next();
    const drawn = count();
    if (drawn % drawsPerSeed === 0) source.seed(seedAfter(drawn));
    return value;
  };
  return new SimpleFaker({ randomizer: { seed() {}, next } });
}

function seedAt(seed: number, scope: string, draws: number): number {
  const round = Math.floor(draws / drawsPerSeed);
  return seedOf(seed, round === 0 ? scope : `${scope}/${round}`);
}

/** A number from 0 up to, not including, 1: always the same for one seed and scope. */
export function seededFraction(seed: number, scope: string): number {
  return seedOf(seed, scope) / 2 ** 32;
}

function seedOf(seed: number, scope: string): number {
  return createHash('sha256').update(`${seed}/${scope}`).digest().readUInt32BE(0);
}
