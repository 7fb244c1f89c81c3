import { existsSync } from 'node:fs';
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

/** A committed pact with those interactions alone whose description begins so; the file is gone at the end. */
export function partOfPact(provider: string, description: string) {
  const { document } = readPact(pactFile(provider));
  const { interactions, ...others } = document;
  if (!Array.isArray(interactions)) throw new Error(`Cannot take a part of the pact of ${provider}: it has no list.`);
  const part = interactions.filter((interaction) => String(interaction.description).startsWith(description));
  if (part.length === 0)
    throw new Error(`Cannot find an interaction of ${provider} that begins with "${description}".`);
  return temporaryFolder({ 'pact.json': JSON.stringify({ ...others, interactions: part }) });
}

/** The providers whose clients have a contract. */
export const contracted = having('contract (contracts/pacts/)', providers, ({ name }) => existsSync(pactFile(name)));
