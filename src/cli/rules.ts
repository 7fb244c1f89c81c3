import { type Basis, type Rule, readLedger } from '../kit/ledger.ts';
import { colors } from './colors.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { wrap } from './wrap.ts';

interface RulesFlags extends ProviderFlags {
  readonly json?: boolean;
}

/** Prints the ledger of one provider or of all. */
export async function printRules(name: string | undefined, { json, ...flags }: RulesFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const chosen = name === undefined ? providers.identities : [findProvider(name, providers)];
  if (json) {
    const rules = chosen.flatMap((provider) =>
      readLedger(provider).rules.map((rule) => ({ provider: provider.name, ...rule })),
    );
    process.stdout.write(`${JSON.stringify({ rules }, null, 2)}\n`);
    return;
  }
  const width = Math.min(process.stdout.columns ?? 100, 120);
  for (const provider of chosen) {
    const ledger = readLedger(provider);
    process.stdout.write(`${colors.bold(ledger.title)}, ${ledger.rules.length} rules\n\n`);
    for (const rule of ledger.rules) process.stdout.write(`${describeRule(rule, width)}\n`);
  }
}

function describeRule({ id, says, basis }: Rule, width: number): string {
  const lines = basis.map((part) => wrap(`${label(part)} ${part.part}: ${evidence(part)}`, width, '    '));
  return [colors.cyan(id), wrap(says, width, '  '), ...lines.map((line) => colors.dim(line)), ''].join('\n');
}

function label(part: Basis): string {
  return part.basis === 'assumed' ? `[assumed, ${part.strength}]` : `[${part.basis}]`;
}

function evidence(part: Basis): string {
  return part.basis === 'assumed' ? part.because : part.source;
}
