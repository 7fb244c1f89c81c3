import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Later, whenThere } from '../kit/later.ts';
import type { FaultPlan } from '../sessions/fault-plan.ts';
import type { Mode } from '../sessions/mode.ts';
import type { ServerContext } from './context.ts';
import { answerPages } from './cors.ts';
import { guardKept } from './guard.ts';
import type { AnsweringMode } from './modes/answering-mode.ts';
import { mock } from './modes/mock.ts';
import { type ProviderTarget, Visit } from './visit.ts';

/**
 * Answers a request to a provider: first who may ask, then the session's faults, its overrides, then the mode. Throws or rejects with a
 * ToolkitError. Nothing here is `async` that need not be: each such step is paid for by every request.
 */
export function providerRoute(context: ServerContext) {
  let others: typeof import('./modes/registry.ts') | undefined;
  const answer = (visit: Visit, mode: AnsweringMode, waiting: Waiting): Promise<void> => {
    try {
      mode.guard(visit.request, visit.target, context);
    } catch (error) {
      return refuse(visit, error);
    }
    return withFaults(visit, waiting, context.stopping, () =>
      byOverrideOr(visit, waiting, () => mode.answer(visit, context)),
    );
  };
  // A mock has words of its own for whatever it refuses once it was asked.
  const answerOr = (visit: Visit, mode: AnsweringMode, waiting: Waiting): Promise<void> =>
    answer(visit, mode, waiting).catch((error: unknown) => refuse(visit, error));
  const answerIn = (mode: Mode, visit: Visit, waiting: Waiting): Promise<void> => {
    if (mode === 'mock') return answer(visit, mock, waiting);
    visit.keepsBody = true;
    if (others) return answerOr(visit, others.otherModes[mode], waiting);
    return import('./modes/registry.ts').then((loaded) => {
      others = loaded;
      return answerOr(visit, loaded.otherModes[mode], waiting);
    });
  };
  return (request: IncomingMessage, response: ServerResponse, target: ProviderTarget): Later<void> => {
    // Before the session is told of the request.
    guardKept(request, target, context.config);
    const visit = new Visit(context, request, response, target);
    const arrival = visit.inSession((session) => {
      const mode = context.modes.whoAnswers(target.provider, session);
      // From now on, a reset leaves nothing of what the request does.
      visit.worldIn(session);
      const { name } = target.provider;
      return { mode, waiting: { faults: session.faults.awaits(name), overrides: session.overrides.awaits(name) } };
    });
    return whenThere(arrival, ({ mode, waiting }) => {
      if (answerPages(request, response, mode, context.config)) return;
      return answerIn(mode, visit, waiting);
    });
  };
}

/** Notes that the server itself refused the request; loaded with the first one. */
function refuse(visit: Visit, error: unknown): Promise<never> {
  return import('./refusals.ts').then(({ noteRefusal }) => noteRefusal(visit, error));
}

/** What the session has for requests to the provider. */
interface Waiting {
  readonly faults: ReturnType<FaultPlan['awaits']>;
  readonly overrides: boolean;
}

/** Lets a reply that the session has for the request answer in the place of the mode. */
function byOverrideOr(visit: Visit, { overrides }: Waiting, answerByMode: () => Promise<void>): Promise<void> {
  if (!overrides) return answerByMode();
  return import('./override-step.ts').then(({ answerByOverride }) => answerByOverride(visit, answerByMode));
}

/** Lets the session's faults strike a request, in their order, before the mode answers it or in its place. */
function withFaults(
  visit: Visit,
  { faults: { some, byOperation } }: Waiting,
  stopping: AbortSignal,
  answerByMode: () => Promise<void>,
): Promise<void> {
  if (!some) return answerByMode();
  return import('./fault-steps/strike.ts').then(({ strike }) => strike(visit, stopping, byOperation, answerByMode));
}
