import { didYouMean } from '../kit/did-you-mean.ts';
import { type Example, readExamples } from '../kit/example.ts';
import { type Basis, readLedger, type ShownRule, shownRules } from '../kit/ledger.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { printable } from '../logging/printable.ts';
import { colors } from './colors.ts';
import { findProvider, unknown } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { wrap } from './wrap.ts';

interface RulesFlags extends ProviderFlags {
  readonly json?: boolean;
  readonly weak?: boolean;
}

/** A rule, and whose it is. */
interface OwnedRule {
  readonly provider: ProviderIdentity;
  readonly rule: ShownRule;
}

/** Prints the ledger of one provider or of all, one rule with its examples, or the assumptions, weakest first. */
export async function printRules(name: string | undefined, { json, weak, ...flags }: RulesFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const [providerName] = name?.split('/', 1) ?? [];
  const chosen = providerName === undefined ? providers.identities : [findProvider(providerName, providers)];
  const rules = chosen.flatMap((provider) => shownRules(provider).map((rule) => ({ provider, rule })));
  const width = Math.min(process.stdout.columns ?? 100, 120);
  if (name?.includes('/')) return printOne(findRule(name, rules), json === true, width);
  if (weak) return printWeak(rules, json === true, width);
  if (json) {
    const all = rules.map(({ provider, rule }) => ({ provider: provider.name, ...rule }));
    process.stdout.write(`${JSON.stringify({ rules: all }, null, 2)}\n`);
    return;
  }
  for (const provider of chosen) {
    const ledger = readLedger(provider);
    process.stdout.write(`${colors.bold(ledger.title)}, ${ledger.rules.length} rules\n\n`);
    for (const rule of shownRules(provider)) process.stdout.write(`${describeRule(rule, width)}\n`);
  }
}

function findRule(name: string, rules: readonly OwnedRule[]): OwnedRule {
  const found = rules.find(({ rule }) => rule.id === name);
  if (found) return found;
  const [provider = ''] = name.split('/', 1);
  const nearest = didYouMean(
    name,
    rules.map(({ rule }) => rule.id),
  );
  throw unknown('rule', name, `${nearest}\`understudy rules ${provider}\` lists them all.`);
}

function printOne({ provider, rule }: OwnedRule, json: boolean, width: number): void {
  const examples = [...readExamples(provider)].filter(([, example]) => example.rule === rule.id);
  if (json) {
    const shown = examples.map(([file, example]) => ({ file: `examples/${file}.json`, ...example }));
    process.stdout.write(`${JSON.stringify({ provider: provider.name, ...rule, examples: shown }, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${describeRule(rule, width)}\n`);
  for (const [file, example] of examples) process.stdout.write(`${describeExample(file, example)}\n`);
}

/** What is sent and answered, longer bodies cut: `--json` has all of it. */
function describeExample(file: string, { name, request, reply }: Example): string {
  const sent = request.body === undefined ? request.text : JSON.stringify(request.body);
  const answered = reply.body === undefined ? reply.text : JSON.stringify(reply.body);
  return [
    `  ${colors.bold(name)} ${colors.dim(`(examples/${file}.json)`)}`,
    `    ${request.method} ${cut(request.path)}${sent === undefined ? '' : ` ${cut(sent)}`}`,
    `    ${reply.status}${answered === undefined ? '' : ` ${cut(answered)}`}`,
    '',
  ].join('\n');
}

const longestShown = 600;

function cut(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}... (${text.length} characters)`;
}

const strengths = ['weak', 'medium', 'strong'];

function printWeak(rules: readonly OwnedRule[], json: boolean, width: number): void {
  const assumptions = rules
    .flatMap(({ provider, rule }) =>
      rule.basis.flatMap((part) =>
        part.basis === 'assumed' ? [{ provider: provider.name, rule: rule.id, ...part }] : [],
      ),
    )
    .sort((one, other) => strengths.indexOf(one.strength) - strengths.indexOf(other.strength));
  if (json) {
    process.stdout.write(`${JSON.stringify({ assumptions }, null, 2)}\n`);
    return;
  }
  for (const { rule, ...part } of assumptions) {
    process.stdout.write(
      `${colors.cyan(rule)}\n${wrap(`${label(part)} ${part.part}: ${part.because}`, width, '    ')}\n`,
    );
  }
  const counts = strengths.map(
    (strength) => `${assumptions.filter((part) => part.strength === strength).length} ${strength}`,
  );
  process.stdout.write(
    `\n${assumptions.length} assumptions: ${counts.join(', ')}. A recording can prove or correct one.\n`,
  );
}

function describeRule({ id, says, basis, corrections = [] }: ShownRule, width: number): string {
  const lines = basis.map((part) => wrap(`${label(part)} ${part.part}: ${evidence(part)}`, width, '    '));
  const corrected = corrections.map((file) => colors.yellow(`    corrected by ${printable(file)}`));
  return [colors.cyan(id), wrap(says, width, '  '), ...lines.map((line) => colors.dim(line)), ...corrected, ''].join(
    '\n',
  );
}

function label(part: Basis): string {
  return part.basis === 'assumed' ? `[assumed, ${part.strength}]` : `[${part.basis}]`;
}

function evidence(part: Basis): string {
  return part.basis === 'assumed' ? part.because : part.source;
}
