import { fileURLToPath } from 'node:url';

/** The folder of the committed pacts. */
export const pactFolder = fileURLToPath(new URL('pacts/', import.meta.url));

/** The committed pact of the clients with a provider. */
export function pactFile(provider: string): string {
  return `${pactFolder}api-understudy-clients-${provider}.json`;
}
