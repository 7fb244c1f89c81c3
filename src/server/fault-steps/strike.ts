import type { Visit } from '../visit.ts';
import { faultedRequest, knowRequest } from './faulted-request.ts';

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
  const route = visit.target.provider.protocol.route(visit.target.head);
  if (!route) return [];
  if (route.operation) return [route.operation.name];
  const { reading } = await knowRequest(visit);
  const members = reading?.members.flatMap((member) => ('rule' in member ? [] : [member.operation.name])) ?? [];
  return reading?.operation === undefined ? members : [reading.operation, ...members];
}
