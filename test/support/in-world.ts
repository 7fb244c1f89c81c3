import type { Exchange } from '../../src/kit/exchange.ts';
import type { WorldSteps } from '../../src/kit/pipeline.ts';
import type { World } from '../../src/kit/world/world.ts';

/** All steps of a request in one world, where nobody else changes anything. */
export function inWorld(world: World): WorldSteps<Exchange> {
  return { hasLimits: true, inWorld: (work) => work(world), answer: (make) => make(world) };
}
