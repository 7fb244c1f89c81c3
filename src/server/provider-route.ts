import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../sessions/mode.ts';
import type { ServerContext } from './context.ts';
import { guardKept } from './guard.ts';
import type { AnsweringMode } from './modes/answering-mode.ts';
import { mock } from './modes/mock.ts';
import { type ProviderTarget, Visit } from './visit.ts';

/**
 * Answers a request to a provider: first who may ask, then the session's faults, then the mode. Throws or rejects with a
 * ToolkitError. Nothing here is `async` that need not be: each such step is paid for by every request.
 */
export function providerRoute(context: ServerContext) {
  let others: typeof import('./modes/registry.ts') | undefined;
  const answer = (visit: Visit, mode: AnsweringMode): Promise<void> => {
    mode.guard(visit.request, visit.target, context);
    return withFaults(visit, context.stopping, () => mode.answer(visit, context));
  };
  const answerIn = (mode: Mode, visit: Visit): Promise<void> => {
    if (mode === 'mock') return answer(visit, mock);
    if (others) return answer(visit, others.otherModes[mode]);
    return import('./modes/registry.ts').then((loaded) => {
      others = loaded;
      return answer(visit, loaded.otherModes[mode]);
    });
  };
  return (request: IncomingMessage, response: ServerResponse, target: ProviderTarget): Promise<void> => {
    // Before the session is told of the request.
    guardKept(request, target, context.config);
    const visit = new Visit(context, request, response, target);
    return answerIn(context.modes.whoAnswers(target.provider, visit.session), visit);
  };
}

/** Lets the session's faults strike a request, in their order, before the mode answers it or in its place. */
function withFaults(visit: Visit, stopping: AbortSignal, answerByMode: () => Promise<void>): Promise<void> {
  const { some, byOperation } = visit.session.faults.awaits(visit.target.provider.name);
  if (!some) return answerByMode();
  return import('./fault-steps/strike.ts').then(({ strike }) => strike(visit, stopping, byOperation, answerByMode));
}
