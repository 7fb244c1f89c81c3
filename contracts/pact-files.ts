import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPact } from '../src/verify/read-pact.ts';
import { having } from '../test/support/having.ts';
import { providers } from '../test/support/providers.ts';
import { temporaryFolder } from '../test/support/temporary-folder.ts';

/** The folder of the committed pacts. */
export const pactFolder = fileURLToPath(new URL('pacts/', import.meta.url));

/** The committed pact of the clients with a provider. */
export function pactFile(provider: string): string {
  return `${pactFolder}api-understudy-clients-${provider}.json`;
}

/** A committed pact with those interactions alone in which a text stands, such as a description; the file is gone at the end. */
export function partOfPact(provider: string, text: string) {
  const { document } = readPact(pactFile(provider));
  const { interactions, ...others } = document;
  if (!Array.isArray(interactions)) throw new Error(`Cannot take a part of the pact of ${provider}: it has no list.`);
  const part = interactions.filter((interaction) => JSON.stringify(interaction).includes(text));
  if (part.length === 0) throw new Error(`Cannot find an interaction of ${provider} in which "${text}" stands.`);
  const folder = temporaryFolder({ 'pact.json': { ...others, interactions: part } });
  return Object.assign(folder, { file: join(folder.path, 'pact.json') });
}

/** The providers whose clients have a contract. */
export const contracted = having('contract (contracts/pacts/)', providers, ({ name }) => existsSync(pactFile(name)));
