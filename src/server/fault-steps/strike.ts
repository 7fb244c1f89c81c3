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
  const { session, target } = visit;
  const strikes = session.faults.meet(target.provider.name, byOperation ? await operationsOf(visit) : []);
  if (strikes.length === 0) return answerByMode();
  const request = faultedRequest(visit, stopping);
  const steps = strikes.reduceRight((goOn, { id, fault, nth }) => {
    return () => {
      visit.faults.push(fault.kind);
      return fault.strike(request, () => visit.session.chance(`fault/${id}/${nth}`), goOn);
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
