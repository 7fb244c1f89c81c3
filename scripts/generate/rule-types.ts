import { readLedger } from '../../src/kit/ledger.ts';
import type { Provider } from '../../src/kit/provider.ts';

/** One union of rule ids for each provider, so that a misspelled rule does not compile. */
export function ruleTypes(providers: readonly Provider[]): string {
  const unions = providers.map((provider) => {
    const ids = readLedger(provider).rules.map(({ id }) => `  | '${id}'`);
    return `export type ${typeNameOf(provider)} =\n${ids.join('\n')};\n`;
  });
  return [
    '// Generated from mocks/<provider>/rules.json by `npm run generate`; edit the ledgers instead.\n',
    ...unions,
    `/** Every rule of every provider. */\nexport type Rule = ${providers.map(typeNameOf).join(' | ')};\n`,
  ].join('\n');
}

function typeNameOf({ title }: Provider): string {
  return `${title.replaceAll(/\W/g, '')}Rule`;
}
