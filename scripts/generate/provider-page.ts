import { curlCommand } from '../../src/cli/curl.ts';
import { type Example, readExamples } from '../../src/kit/example.ts';
import { type Basis, type Ledger, readLedger } from '../../src/kit/ledger.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { code, list, page, prose, table } from './markdown.ts';
import { operationsSection } from './operations-section.ts';
import { rulesSection } from './rules-section.ts';

/**
 * A provider's page, for people who read its folder: what the mock does and what each rule rests on.
 *
 * @param interactions How many interactions of the contracts each rule has to do with.
 */
export function providerPage(provider: Provider, interactions: ReadonlyMap<string, number>): string {
  const ledger = readLedger(provider);
  const examples = readExamples(provider);
  return page([
    '<!-- Generated from rules.json, examples and schemas by `npm run generate`; edit those instead. -->',
    `# ${ledger.title}`,
    introduction(provider, ledger, examples.size),
    ...trySection(provider, ledger, examples),
    '## On the wire',
    list(ledger.wire.map(prose)),
    ...operationsSection(provider),
    ...rulesSection(ledger, examples, interactions),
    '## Defects of the document',
    list(ledger.defects.map(prose)),
    '## Not imitated',
    list(ledger.not_imitated.map(prose)),
    '## Source documents',
    list(Object.entries(ledger.documents).map(([name, title]) => `\`${name}\`: ${prose(title)}`)),
  ]);
}

function introduction({ title, upstream }: Provider, { rules }: Ledger, examples: number): string {
  const parts = rules.flatMap(({ basis }) => basis);
  const count = (kind: Basis['basis']) => parts.filter(({ basis }) => basis === kind).length;
  return [
    `What the mock of ${title} (${upstream}) does, rule by rule, and what each rule rests on.`,
    `Its ${rules.length} rules are shown by ${examples} examples, all of which run as tests.`,
    `Of the ${parts.length} parts of these rules ${count('documented')} are documented, ${count('public')} public and ${count('assumed')} assumed.`,
  ].join(' ');
}

function trySection(provider: Provider, ledger: Ledger, examples: ReadonlyMap<string, Example>): string[] {
  const example = examples.get(ledger.try);
  if (!example) {
    throw new Error(
      `Cannot write the page of ${provider.name}: there is no examples/${ledger.try}.json, which its ledger names to be tried first. Add it, or name another in "try" of rules.json.`,
    );
  }
  const { status, body } = example.reply;
  return [
    '## Try it',
    `Start the server with \`npm start\`, then send this ([${ledger.try}](examples/${ledger.try}.json), ${prose(example.name)}):`,
    code('sh', curlCommand(`http://127.0.0.1:4010/${provider.name}`, example.request)),
    `The reply has status ${status} and the header \`X-Understudy-Rule: ${example.rules[0]}\`:`,
    code('json', JSON.stringify(body, null, 2)),
    '## Credentials',
    'Made up, and the only ones that the mock accepts; `GET /_understudy/credentials` tells them, too.',
    table(
      ['Name', 'Value'],
      Object.entries(provider.credentials).map(([name, value]) => [`\`${name}\``, `\`${value}\``]),
    ),
  ];
}
