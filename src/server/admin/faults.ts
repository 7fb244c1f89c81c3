import { planFault } from '../../faults/plan-fault.ts';
import { FaultError } from '../../sessions/fault-error.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** The faults that may still strike. */
export const readFaults: AdminCall = {
  method: 'GET',
  path: '/faults',
  handle: ({ session }) => ({ faults: session.faults.show() }),
};

/** Plans one fault, after those that are planned already. */
export const planFaults: AdminCall = {
  method: 'POST',
  path: '/faults',
  handle: async (request) => {
    const all = await request.context.providers.all();
    try {
      return request.session.faults.add(planFault(request.body, all));
    } catch (error) {
      if (error instanceof FaultError) throw new ToolkitError('invalid-fault', error.message, { cause: error });
      throw error;
    }
  },
};

/** Forgets all faults. */
export const deleteFaults: AdminCall = {
  method: 'DELETE',
  path: '/faults',
  handle: ({ session }) => ({ deleted: session.faults.clear() }),
};
