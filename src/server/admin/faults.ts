import { planFault } from '../../faults/plan-fault.ts';
import { FaultError } from '../../sessions/fault-error.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** The faults that may still strike. */
export const readFaults: AdminCall = {
  method: 'GET',
  path: '/faults',
  handle: ({ inSession }) => inSession(({ faults }) => ({ faults: faults.show() })),
};

/** Plans one fault, after those that are planned already. */
export const planFaults: AdminCall = {
  method: 'POST',
  path: '/faults',
  handle: ({ body, context: { providers }, inSession }) => {
    const fault = orInvalid(() => planFault(body, providers));
    return inSession(({ faults }) => orInvalid(() => faults.add(fault)));
  },
};

/** Forgets all faults. */
export const deleteFaults: AdminCall = {
  method: 'DELETE',
  path: '/faults',
  handle: ({ inSession }) => inSession(({ faults }) => ({ deleted: faults.clear() })),
};

function orInvalid<Result>(plan: () => Result): Result {
  try {
    return plan();
  } catch (error) {
    if (error instanceof FaultError) throw new ToolkitError('invalid-fault', error.message, { cause: error });
    throw error;
  }
}
