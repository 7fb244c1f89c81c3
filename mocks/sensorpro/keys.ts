import { drawUnused } from '../../src/kit/world/random.ts';
import type { World } from '../../src/kit/world/world.ts';
import { caseless, type SensorproStores } from './stores.ts';

type Place = Pick<World<SensorproStores>, 'stores' | 'random'>;

/** An API key that no organization has. */
export function newApiKey({ stores, random }: Place): string {
  return drawUnused(
    () => random.hex(32),
    (drawn) => stores.organizations.find('apiKey', drawn) !== undefined,
  );
}

/** A token that no sign-in returned yet. */
export function newToken({ stores, random }: Place): string {
  return drawUnused(
    () => random.uuid(),
    (drawn) => stores.tokens.get(caseless(drawn)) !== undefined,
  );
}
