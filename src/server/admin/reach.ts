import type { AdminCall } from './call.ts';

/** What a client that calls the providers' own hosts needs to be answered here. */
export const reach: AdminCall = {
  method: 'GET',
  path: '/reach',
  handle: ({ context }) => context.reach.access(),
};
