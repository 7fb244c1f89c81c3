import type { Provider } from '../kit/provider.ts';
import type { SavedWorld } from '../kit/world/saved-world.ts';
import type { World } from '../kit/world/world.ts';

/** Loads records into a provider's world. Gives whether they are such as it stores: its code may be another than theirs was. */
export function takesOver({ schemas, state }: Provider, world: World, saved: SavedWorld): boolean {
  try {
    world.load(saved);
    return schemas.accepts('state', state.dump(world.stores));
  } catch {
    return false;
  }
}
