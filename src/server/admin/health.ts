import type { AdminCall } from './call.ts';

/** Whether the server is up, and what it plays in the session. */
export const health: AdminCall = {
  method: 'GET',
  path: '/health',
  handle: ({ context: { providers, version, modes, upstreams }, inSession, serverUrl }) =>
    inSession((session) => ({
      status: 'ok',
      version,
      providers: providers.identities.map((provider) => ({
        name: provider.name,
        mode: modes.of(provider, session),
        baseUrl: `${serverUrl}/${provider.name}`,
        upstream: upstreams.url(provider),
      })),
    })),
};
