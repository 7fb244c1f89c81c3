import type { IncomingMessage, ServerResponse } from 'node:http';
import { mock } from '../engine/pipeline.ts';
import type { ServerContext } from './context.ts';
import { withFaults } from './fault-step.ts';
import { guardUpstream } from './guard.ts';
import { forwardUpstream } from './upstream-step.ts';
import { type ProviderTarget, Visit } from './visit.ts';

/** Answers a request to a provider: first the session's faults, then the mode, in whatever mode the provider is. */
export function providerRoute(context: ServerContext) {
  return async (request: IncomingMessage, response: ServerResponse, target: ProviderTarget): Promise<void> => {
    const visit = new Visit(context, request, response, target);
    const mode = context.modes.of(target.provider, visit.session);
    if (mode === 'proxy') guardUpstream(request, target.provider, context.config);
    return withFaults(visit, context.stopping, async () => {
      if (mode === 'proxy') return forwardUpstream(visit, context);
      visit.answer(await mock(target.provider, visit.world, target.head, () => visit.readBody()));
    });
  };
}
