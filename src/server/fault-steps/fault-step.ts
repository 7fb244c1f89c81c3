import type { Visit } from '../visit.ts';

/** Lets the session's faults strike a request, in their order, before the mode answers it or in its place. */
export function withFaults(visit: Visit, stopping: AbortSignal, answerByMode: () => Promise<void>): Promise<void> {
  const { some, byOperation } = visit.session.faults.awaits(visit.target.provider.name);
  if (!some) return answerByMode();
  return import('./strike.ts').then(({ strike }) => strike(visit, stopping, byOperation, answerByMode));
}
