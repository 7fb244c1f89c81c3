import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../sessions/mode.ts';
import type { ServerContext } from './context.ts';
import { withFaults } from './fault-steps/fault-step.ts';
import { guardBasePath, guardReplay, guardUpstream } from './guard.ts';
import { guardKept } from './guard-kept.ts';
import { answerFromMock } from './modes/mock.ts';
import { type ProviderTarget, Visit } from './visit.ts';

/**
 * Answers a request to a provider: first the session's faults, then the mode, in whatever mode the provider is. Throws or
 * rejects with a ToolkitError. Nothing here is `async` that need not be: each such step is paid for by every request.
 */
export function providerRoute(context: ServerContext) {
  let others: typeof import('./modes/other-modes.ts') | undefined;
  const answerBy = (mode: Mode, visit: Visit): Promise<void> => {
    if (mode === 'mock') return answerFromMock(visit);
    if (others) return others.otherModes[mode](visit, context);
    return import('./modes/other-modes.ts').then((loaded) => {
      others = loaded;
      return answerBy(mode, visit);
    });
  };
  return (request: IncomingMessage, response: ServerResponse, target: ProviderTarget): Promise<void> => {
    // Before the session is told of the request.
    guardKept(request, target, context.config);
    const visit = new Visit(context, request, response, target);
    const mode = context.modes.whoAnswers(target.provider, visit.session);
    if (mode !== 'mock') guardOutside(mode, request, target, context);
    return withFaults(visit, context.stopping, () => answerBy(mode, visit));
  };
}

/** Who answers from outside holds what no web page may have: real credentials, or what the real API said to them. */
function guardOutside(
  mode: Exclude<Mode, 'mock'>,
  request: IncomingMessage,
  { provider, head }: ProviderTarget,
  { config, upstreams }: ServerContext,
): void {
  if (mode === 'replay' && config.onMiss !== 'record') {
    guardReplay(request, provider, config);
    return;
  }
  guardUpstream(request, provider, config);
  guardBasePath(upstreams.url(provider), head, provider);
}
