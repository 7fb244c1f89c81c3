import { knowAddress, namesOf } from '../../kit/known-request.ts';
import type { Visit } from '../visit.ts';
import { faultedRequest } from './faulted-request.ts';

/** Lets the faults that wait for a request strike it; loaded when there are any. */
export async function strike(
  visit: Visit,
  stopping: AbortSignal,
  byOperation: boolean,
  answerByMode: () => Promise<void>,
): Promise<void> {
  const { provider } = visit.target;
  const operations = byOperation ? await operationsOf(visit) : [];
  const strikes = await visit.inSession((session) =>
    session.faults.meet(provider.name, operations).map(({ id, fault, nth }) => {
      // By the seed alone, so that it is the same whenever it is asked for.
      return { fault, chance: () => session.chance(`fault/${id}/${nth}`) };
    }),
  );
  if (strikes.length === 0) return answerByMode();
  const request = faultedRequest(visit, stopping);
  const steps = strikes.reduceRight((goOn, { fault, chance }) => {
    return () => {
      visit.faults.push(fault.kind);
      return fault.strike(request, chance, goOn);
    };
  }, answerByMode);
  return steps();
}

/** Every name that the request goes by. The body is left unread where the address says enough. */
async function operationsOf(visit: Visit): Promise<string[]> {
  const address = knowAddress(visit.target.provider, visit.target.head);
  const saysEnough = !address.route || address.operation !== undefined;
  return namesOf(saysEnough ? address : await visit.know());
}
