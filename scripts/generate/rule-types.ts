import { readLedger } from '../../src/kit/ledger.ts';
import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';

/** The union of a provider's rule ids, so that a misspelled rule does not compile. */
export function ruleTypes(provider: ProviderIdentity): string {
  const ids = readLedger(provider).rules.map(({ id }) => `  | '${id}'`);
  return [
    '// Generated from rules.json by `npm run generate`; edit the ledger instead.\n',
    `/** Every rule of ${provider.title}. */`,
    `export type ${provider.title.replaceAll(/\W/g, '')}Rule =\n${ids.join('\n')};\n`,
  ].join('\n');
}
