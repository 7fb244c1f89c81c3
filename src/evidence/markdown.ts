import type { DriftReport, Finding } from './finding.ts';
import { shownValue } from './shown-value.ts';
import { summaryOf, summarySentence } from './summary.ts';

/** The reports as Markdown, for a pull request: the findings as a table for each provider, the worst first. */
export function toMarkdown(reports: readonly DriftReport[]): string {
  const parts = reports.filter(({ findings }) => findings.length > 0).map(providerPart);
  return `${['## Drift', summarySentence(summaryOf(reports)), ...parts].join('\n\n')}\n`;
}

function providerPart({ provider, findings }: DriftReport): string {
  const head =
    '| wrong | rule | place | expected | found | seen | what to do |\n| --- | --- | --- | --- | --- | --- | --- |';
  return [`### ${provider}`, [head, ...findings.map(row)].join('\n')].join('\n\n');
}

function row(finding: Finding): string {
  const { culprit, rule, basis, strength, place, expected, found, count, recording, recordedAt, says } = finding;
  const rests = strength === undefined ? basis : `${basis}, ${strength}`;
  const seen = `${count}, first ${recordedAt.slice(0, 10)} in ${code(recording)}`;
  const cells = [`**${culprit}**`, `${code(rule)} (${rests})`, code(place || '/'), code(shownValue(expected))];
  return `| ${[...cells, code(shownValue(found)), seen, escaped(says)].join(' | ')} |`;
}

/** A text that nothing in it can end: what a recording holds is not Markdown. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const inner = longest > 0 ? ` ${text} ` : text;
  return `${fence}${escaped(inner)}${fence}`;
}

function escaped(text: string): string {
  const [first = '', ...others] = text.split('\n');
  const last = others.pop();
  const inOne =
    last === undefined ? first : [first.trimEnd(), ...others.map((line) => line.trim()), last.trimStart()].join(' ');
  return inOne.replaceAll('|', '\\|');
}
