import type { Example } from '../../src/kit/example.ts';
import type { Basis, BrokenBy, Ledger, Rule } from '../../src/kit/ledger.ts';
import { list, prose, table } from './markdown.ts';

const brokenBy: Readonly<Record<BrokenBy, string>> = {
  query: 'the query',
  body: 'the body',
  headers: 'the headers',
  path: 'the path or the method',
  state: 'what is stored already',
  traffic: 'the size or the number of requests',
};

/** All rules of a provider: a table of them, then one section each. */
export function rulesSection(
  { rules, documents }: Ledger,
  examples: ReadonlyMap<string, Example>,
  interactions: ReadonlyMap<string, number>,
): string[] {
  return [
    '## Rules',
    'In the order in which the mock checks them; what only shapes a success comes last. Each part of a rule rests on something:',
    list([
      "**documented**: the provider's document says so; the place is named.",
      '**public**: the public record says so, such as other pages of the provider, its clients or replies that somebody published.',
      '**assumed**: nobody says so. A reason is given, and it is strong, medium or weak.',
    ]),
    'Beside it stand the executable examples that show the rule, and the interactions of the contracts in `contracts/pacts/` that have to do with it. `understudy evidence` has further columns: recordings of the real API, and drift.',
    table(
      ['Rule', 'Broken by', 'Rests on', 'Examples', 'Pacts'],
      rules.map((rule) => [
        `[\`${rule.id}\`](#${shortName(rule)})`,
        breaker(rule),
        labelsOf(rule.basis),
        `${[...examples.values()].filter((example) => example.rule === rule.id).length}`,
        `${interactions.get(rule.id) ?? '-'}`,
      ]),
    ),
    ...rules.flatMap((rule) => ruleSection(rule, documents, examples)),
  ];
}

/** GitHub makes the heading's anchor of its text, so the short name is the anchor: `#email-format`. */
function ruleSection(rule: Rule, documents: Ledger['documents'], examples: ReadonlyMap<string, Example>): string[] {
  return [
    `### ${shortName(rule)}`,
    `\`${rule.id}\`, ${rule.broken_by ? 'broken by ' : ''}${breaker(rule)}`,
    prose(rule.says),
    list(rule.basis.map((basis) => basisItem(basis, documents))),
    exampleList([...examples].filter(([, example]) => example.rule === rule.id)),
  ];
}

function exampleList(examples: readonly (readonly [slug: string, example: Example])[]): string {
  const items = examples.map(([slug, { name }]) => `[${slug}](examples/${slug}.json): ${prose(name)}`);
  const count = items.length === 1 ? 'One example' : `${items.length} examples`;
  return ['<details>', `<summary>${count}</summary>`, '', list(items), '', '</details>'].join('\n');
}

function basisItem(basis: Basis, documents: Ledger['documents']): string {
  const evidence = basis.basis === 'assumed' ? prose(basis.because) : linked(prose(basis.source), documents);
  return `**${labelOf(basis)}**, ${prose(basis.part)}: ${evidence}`;
}

/** A source begins with the name of a document, if it is in one. */
function linked(source: string, documents: Ledger['documents']): string {
  const name = Object.keys(documents).find((known) => source.startsWith(known));
  return name === undefined ? source : `[${name}](#source-documents)${source.slice(name.length)}`;
}

const labels = ['documented', 'public', 'assumed (strong)', 'assumed (medium)', 'assumed (weak)'];

/** What a rule rests on, the best first. */
function labelsOf(bases: readonly Basis[]): string {
  const used = new Set(bases.map(labelOf));
  return labels.filter((label) => used.has(label)).join(', ');
}

function labelOf(basis: Basis): string {
  return basis.basis === 'assumed' ? `assumed (${basis.strength})` : basis.basis;
}

function breaker({ broken_by }: Rule): string {
  return broken_by ? brokenBy[broken_by] : 'refuses nothing';
}

function shortName({ id }: Rule): string {
  return id.slice(id.indexOf('/') + 1);
}
