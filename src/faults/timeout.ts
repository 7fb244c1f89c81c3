import { defineFault } from './fault-kind.ts';

/**
 * Takes the request and never answers. It is not carried out. The connection stays open until the client leaves or the
 * server stops.
 */
export const timeout = defineFault({
  name: 'timeout',
  fields: [],
  read: () => ({}),
  strike: async (_fields, request) => {
    await request.noteUnanswered();
    await new Promise<void>((resolve) => request.whenOver(resolve));
    request.response.destroy();
  },
});
