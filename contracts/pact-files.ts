import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { having } from '../test/support/having.ts';
import { providers } from '../test/support/providers.ts';

/** The folder of the committed pacts. */
export const pactFolder = fileURLToPath(new URL('pacts/', import.meta.url));

/** The committed pact of the clients with a provider. */
export function pactFile(provider: string): string {
  return `${pactFolder}api-understudy-clients-${provider}.json`;
}

/** The providers whose clients have a contract. */
export const contracted = having('contract (contracts/pacts/)', providers, ({ name }) => existsSync(pactFile(name)));
