import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { SimpleFaker } from '@faker-js/faker';

/** Seeded ids and keys: the same seed gives the same bytes. */
export interface Random {
  uuid(): string;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** Letters of both cases and digits. */
  alphanumeric(length: number): string;
}

// A handler is synchronous and faker takes a tenth of a second to load, so it is required at the first id drawn.
const require = createRequire(import.meta.url);

/** Ids for one provider in one session: providers draw apart, so that a call to one never moves the ids of another. */
export function seededRandom(seed: number, scope: string): Random {
  let faker: SimpleFaker | undefined;
  const drawn = (): SimpleFaker => {
    faker ??= loadFaker(seedOf(seed, scope));
    return faker;
  };
  return {
    uuid: () => drawn().string.uuid(),
    hex: (length) => drawn().string.hexadecimal({ length, casing: 'lower', prefix: '' }),
    alphanumeric: (length) => drawn().string.alphanumeric(length),
  };
}

function loadFaker(seed: number): SimpleFaker {
  const { SimpleFaker } = require('@faker-js/faker') as typeof import('@faker-js/faker');
  return new SimpleFaker({ seed });
}

function seedOf(seed: number, scope: string): number {
  return createHash('sha256').update(`${seed}/${scope}`).digest().readUInt32BE(0);
}
