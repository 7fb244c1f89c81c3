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

/**
 * Ids for one provider in one session: providers draw apart, so that a call to one never moves the ids of another. With a
 * number of earlier draws the ids go on behind those.
 */
export function seededRandom(seed: number, scope: string, earlierDraws = 0): Random {
  let drawn = earlierDraws;
  let known: SimpleFaker | undefined;
  const faker = (): SimpleFaker => {
    known ??= loadFaker(seedOf(seed, scope), earlierDraws, () => {
      drawn += 1;
    });
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

function loadFaker(seed: number, earlierDraws: number, count: () => void): SimpleFaker {
  const { SimpleFaker, generateMersenne53Randomizer } = require('@faker-js/faker') as typeof import('@faker-js/faker');
  const source = generateMersenne53Randomizer(seed);
  const randomizer = {
    seed: (value: number | number[]) => source.seed(value),
    next: () => {
      count();
      return source.next();
    },
  };
  const faker = new SimpleFaker({ randomizer, seed });
  for (let draw = 0; draw < earlierDraws; draw += 1) source.next();
  return faker;
}

/** A number from 0 up to, not including, 1: always the same for one seed and scope. */
export function seededFraction(seed: number, scope: string): number {
  return seedOf(seed, scope) / 2 ** 32;
}

function seedOf(seed: number, scope: string): number {
  return createHash('sha256').update(`${seed}/${scope}`).digest().readUInt32BE(0);
}
