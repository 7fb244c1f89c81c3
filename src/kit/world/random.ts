import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { SimpleFaker } from '@faker-js/faker';
import { ForgettingMap } from '../forgetting-map.ts';
import { DrawnNumbers, drawsPerSeed } from './drawn-numbers.ts';

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

/** Draws until what comes is not taken: a state can hold any id, also one that is drawn later. */
export function drawUnused(draw: () => string, isTaken: (drawn: string) => boolean): string {
  let drawn = draw();
  while (isTaken(drawn)) drawn = draw();
  return drawn;
}

// A handler is synchronous and faker takes a tenth of a second to load, so it is required at the first id drawn.
const require = createRequire(import.meta.url);

/** More than any server draws; up to there positions are exact numbers. */
export const mostDrawn = 2 ** 52;

/**
 * The numbers that are being drawn, by seed and round; they are the same for all sessions. Half a mebibyte each, so that few
 * are kept.
 */
const rounds = new ForgettingMap<DrawnNumbers>(8);

/**
 * Ids for one provider in one session: providers draw apart, so that a call to one never moves the ids of another. With a
 * number of earlier draws, up to `mostDrawn`, the ids go on behind those.
 */
export function seededRandom(seed: number, scope: string, earlierDraws = 0): Random {
  let drawn = earlierDraws;
  // Looked up for each id: a session that held it would keep it in memory.
  let round: DrawnNumbers | undefined;
  const next = (): number => {
    const place = drawn % drawsPerSeed;
    if (!round || place === 0) round = roundOf(seed, scope, Math.floor(drawn / drawsPerSeed));
    drawn += 1;
    return round.at(place);
  };
  const draw = (make: (faker: SimpleFaker) => string): string => {
    const id = make(fakerOver(next));
    round = undefined;
    return id;
  };
  return {
    get drawn() {
      return drawn;
    },
    uuid: () => draw(({ string }) => string.uuid()),
    hex: (length) => draw(({ string }) => string.hexadecimal({ length, casing: 'lower', prefix: '' })),
    alphanumeric: (length) => draw(({ string }) => string.alphanumeric(length)),
  };
}

/** One for all: it takes longer to make than an id, and holds nothing but where its numbers come from. */
const shared: { faker?: SimpleFaker; next: () => number } = { next: () => 0 };

function fakerOver(next: () => number): SimpleFaker {
  shared.next = next;
  shared.faker ??= new (loadFaker().SimpleFaker)({ randomizer: { seed() {}, next: () => shared.next() } });
  return shared.faker;
}

function roundOf(seed: number, scope: string, round: number): DrawnNumbers {
  const name = round === 0 ? scope : `${scope}/${round}`;
  const key = `${seed}/${name}`;
  const known = rounds.get(key);
  if (known) return known;
  const numbers = new DrawnNumbers(loadFaker().generateMersenne53Randomizer(seedOf(seed, name)));
  rounds.set(key, numbers);
  return numbers;
}

function loadFaker() {
  return require('@faker-js/faker') as typeof import('@faker-js/faker');
}

/** A number from 0 up to, not including, 1: always the same for one seed and scope. */
export function seededFraction(seed: number, scope: string): number {
  return seedOf(seed, scope) / 2 ** 32;
}

function seedOf(seed: number, scope: string): number {
  return createHash('sha256').update(`${seed}/${scope}`).digest().readUInt32BE(0);
}
