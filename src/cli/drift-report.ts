import type { DriftReport, Finding } from '../evidence/finding.ts';
import { shownValue } from '../evidence/shown-value.ts';
import { summaryOf, summarySentence } from '../evidence/summary.ts';
import type { Culprit } from '../kit/drift-note.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { colors } from './colors.ts';
import { wrap } from './wrap.ts';

/** One JSON object a line: the findings, what was not judged, and the summary last. */
export function jsonLines(reports: readonly DriftReport[]): string[] {
  const lines = reports.flatMap((report) => [
    ...report.findings.map((finding) => ({ event: 'finding', ...finding })),
    ...report.notJudged.map((each) => ({ event: 'not-judged', provider: report.provider, ...each })),
    ...(report.uncheckedPacts ?? []).map((each) => ({ event: 'unchecked-pact', provider: report.provider, ...each })),
  ]);
  return [...lines, { event: 'summary', ...summaryOf(reports) }].map((line) => printableJson(line));
}

/** For people: by provider, the worst first. */
export function terminalLines(reports: readonly DriftReport[]): string[] {
  const shown = reports.filter(
    ({ findings, notJudged, uncheckedPacts }) => findings.length + notJudged.length + (uncheckedPacts?.length ?? 0) > 0,
  );
  return [...shown.flatMap(providerLines), summarySentence(summaryOf(reports))];
}

function providerLines({ provider, findings, notJudged, uncheckedPacts = [] }: DriftReport): string[] {
  const { length } = uncheckedPacts;
  const pacts =
    length > 0 ? [`  ${colors.yellow('?')} unchecked: ${length} interactions of pacts that no recording meets`] : [];
  return [colors.bold(provider), ...findings.flatMap(findingLines), ...notJudgedLines(notJudged), ...pacts, ''];
}

/** In red where somebody here can mend it. */
function paint(culprit: Culprit, text: string): string {
  return culprit === 'mock' || culprit === 'client' ? colors.red(text) : colors.yellow(text);
}

function findingLines(finding: Finding): string[] {
  const { culprit, rule, operation, basis, strength, place, expected, found, recording, recordedAt, says, count } =
    finding;
  const rests = strength === undefined ? basis : `${basis}, ${strength}`;
  const times = count > 1 ? `, ${count} times` : '';
  return [
    `  ${paint(culprit, `✗ ${culprit}`)} ${colors.cyan(printable(rule))} ${colors.dim(`[${rests}]`)} ${printable(operation)}${times}`,
    `      ${printable(place || '/')}: the mock has ${printable(shownValue(expected))}, the API ${printable(shownValue(found))}`,
    wrap(printable(says), 110, '      '),
    colors.dim(`      ${printable(recording)}, recorded ${recordedAt}`),
  ];
}

/** Those with one reason as one. */
function notJudgedLines(notJudged: DriftReport['notJudged']): string[] {
  const byReason = Map.groupBy(notJudged, ({ reason }) => reason);
  return [...byReason].map(([reason, all]) => {
    const others = all.length > 1 ? ` and ${all.length - 1} more` : '';
    return `  ${colors.yellow('?')} not judged: ${printable(all[0]?.recording ?? '')}${others}: ${printable(reason)}`;
  });
}
