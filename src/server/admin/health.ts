import type { AdminCall } from './call.ts';

/** Whether the server is up, and what it plays. */
export const health: AdminCall = {
  method: 'GET',
  path: '/health',
  handle: ({ context: { providers, version }, serverUrl }) => ({
    status: 'ok',
    version,
    providers: providers.map(({ name, upstream }) => ({
      name,
      mode: 'mock',
      baseUrl: `${serverUrl}/${name}`,
      upstream,
    })),
  }),
};
