import { installedCommand } from './packages.ts';
import type { Peer } from './peer.ts';

const path = '/api/v2/accounts/email';

/** Prism, refusing what is not valid and printing nothing. */
export function prism(version: string, description: string): Peer {
  return {
    name: 'Prism',
    version,
    path,
    refuses: { noEmail: true, badEmail: true, unknownToken: false },
    without: 'no state, no duplicates, no journal; any token will do; replies with the first example',
    command: (port) => ({
      file: process.execPath,
      args: [
        installedCommand('prism'),
        'mock',
        description,
        '--port',
        `${port}`,
        '--errors',
        '--verboseLevel',
        'silent',
        '--cors',
        'false',
      ],
    }),
  };
}

/** Steady, which refuses by default, printing no requests. */
export function steady(version: string, description: string): Peer {
  return {
    name: 'Steady',
    version,
    path,
    refuses: { noEmail: true, badEmail: false, unknownToken: false },
    without: 'no formats, no tokens, no state, no duplicates, no journal; makes its reply from the schema',
    command: (port) => ({
      file: process.execPath,
      args: [installedCommand('steady'), '--host', '127.0.0.1', '--port', `${port}`, '--quiet', description],
    }),
  };
}
