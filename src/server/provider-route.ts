import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../engine/mode.ts';
import { mock } from '../engine/pipeline.ts';
import type { ServerContext } from './context.ts';
import { withFaults } from './fault-step.ts';
import { guardUpstream } from './guard.ts';
import { replay } from './replay-step.ts';
import { forwardUpstream } from './upstream-step.ts';
import { type ProviderTarget, Visit } from './visit.ts';

/**
 * Answers a request to a provider: first the session's faults, then the mode, in whatever mode the provider is. Throws or
 * rejects with a ToolkitError. Nothing here is `async` that need not be: each such step is paid for by every request.
 */
export function providerRoute(context: ServerContext) {
  return (request: IncomingMessage, response: ServerResponse, target: ProviderTarget): Promise<void> => {
    const visit = new Visit(context, request, response, target);
    const mode = context.modes.of(target.provider, visit.session);
    if (reachesUpstream(mode, context)) guardUpstream(request, target.provider, context.config);
    return withFaults(visit, context.stopping, () => answerBy[mode](visit, context));
  };
}

function reachesUpstream(mode: Mode, { config }: ServerContext): boolean {
  return mode === 'proxy' || mode === 'record' || (mode === 'replay' && config.onMiss === 'record');
}

const answerBy: Readonly<Record<Mode, (visit: Visit, context: ServerContext) => Promise<void>>> = {
  async mock(visit) {
    const { provider, head } = visit.target;
    visit.answer(await mock(provider, visit.world, head, () => visit.readBody()));
  },
  replay,
  async record(visit, context) {
    return forwardUpstream(visit, context, await context.recordings.recorder());
  },
  proxy: (visit, context) => forwardUpstream(visit, context),
};
