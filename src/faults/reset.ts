import { defineFault } from './fault-kind.ts';

/** Takes the request, then closes the connection by a TCP reset (RST). The request is not carried out. */
export const reset = defineFault({
  name: 'reset',
  fields: [],
  read: () => ({}),
  strike: async (_fields, request) => {
    await request.noteUnanswered();
    request.wire.reset();
  },
});
