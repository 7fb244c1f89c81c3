import { fileURLToPath } from 'node:url';
import type { Peer } from './peer.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Pact's stub server on the contracts of the project's own clients. It is no Node program. */
export function pactStubServer(version: string): Peer {
  return {
    name: 'pact-stub-server',
    version,
    path: '/api/v2/accounts/email',
    email: 'revolt@xmpl.net',
    refuses: { noEmail: true, badEmail: true, unknownToken: false },
    without: 'only the requests of the pacts, so one email again and again; no tokens, no state, no journal; native',
    command: (port) => ({
      file: process.execPath,
      args: [
        ...[file('node_modules/.bin/pact-stub-server'), '--port', `${port}`, '--loglevel', 'error'],
        ...['--file', file('contracts/pacts/api-understudy-clients-leeloo.json')],
      ],
    }),
  };
}
