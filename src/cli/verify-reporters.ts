import { printable, printableJson } from '../logging/printable.ts';
import type { Publication } from '../verify/broker/publisher.ts';
import type { BrokenPact } from '../verify/find-pacts.ts';
import type { Answered, InteractionResult } from '../verify/interaction-result.ts';
import type { Pact } from '../verify/pact.ts';
import type { Difference } from '../verify/verifier-report.ts';
import { isTried, isVerified, type PactResult } from '../verify/verify.ts';
import { colors } from './colors.ts';
import { wrap } from './wrap.ts';

type Write = (text: string) => void;

/** Tells what came of pacts while they are verified. */
export interface VerifyReporter {
  noStaticCheck(): void;
  pact(result: PactResult): void;
  /** What came of publishing it. */
  publication(result: PactResult, publication: Publication): void;
  /** A pact of a folder that cannot be verified. */
  broken(pact: BrokenPact): void;
  /** Pacts of folders that are with others. */
  foreign(pacts: readonly Pact[]): void;
  /** @param broken How many cannot be verified. */
  summary(results: readonly PactResult[], broken: number): void;
}

const staticCheckMissing =
  'Pacts are not compared with OpenAPI descriptions: @pactflow/openapi-pact-comparator is not installed.';

/** One JSON object a line: one for each interaction, one for each pact, the last for all. */
export function jsonReporter(write: Write): VerifyReporter {
  const line = (event: string, facts: object) => write(`${printableJson({ event, ...facts })}\n`);
  return {
    noStaticCheck: () => line('no-static-check', { message: staticCheckMissing }),
    pact: (result) => {
      const { pact, interactions } = result;
      const facts = factsOf(result);
      for (const interaction of interactions) line('interaction', { ...facts, ...interaction });
      const atBroker = pact.fromBroker && { isPending: pact.fromBroker.isPending, notices: pact.fromBroker.notices };
      line('pact', {
        ...facts,
        version: pact.version,
        ...atBroker,
        verified: isVerified(result),
        ...countsOf([result]),
      });
    },
    publication: (result, publication) =>
      line('success' in publication ? 'published' : 'not-published', { ...factsOf(result), ...publication }),
    broken: ({ file, message }) => line('pact', { file, verified: false, problem: message }),
    foreign: (pacts) => {
      for (const { file, consumer, provider } of pacts) line('not-ours', { file, consumer, provider });
    },
    summary: (results, broken) =>
      line('verified', {
        verified: broken === 0 && results.every(isVerified),
        pacts: results.length + broken,
        ...(broken > 0 && { broken }),
        ...countsOf(results),
      }),
  };
}

function factsOf({ pact, provider }: PactResult) {
  return { file: pact.file, consumer: pact.consumer, provider: provider.name };
}

/** Lines for people. */
export function terminalReporter(write: Write): VerifyReporter {
  return {
    noStaticCheck: () => write(`${colors.yellow(staticCheckMissing)}\n\n`),
    pact: ({ pact, provider, interactions }) => {
      const title = `${colors.bold(`${printable(pact.consumer)} → ${provider.name}`)} ${colors.dim(printable(pact.file))}`;
      const notices = (pact.fromBroker?.notices ?? []).map((notice) => colors.dim(wrap(printable(notice), 110, '  ')));
      const lines = [...notices, ...interactions.flatMap(interactionLines)];
      write(`${[title, ...lines, ...nothingLines(interactions)].join('\n')}\n\n`);
    },
    publication: ({ pact }, publication) => write(`${publicationLine(pact.consumer, publication)}\n\n`),
    broken: ({ message }) => write(`${colors.red('✗')} ${printable(message)}\n\n`),
    foreign: (pacts) => {
      const listed = pacts.map(({ file, provider }) => `  ${printable(file)}, with ${printable(provider)}`);
      write(`${colors.dim(['Not ours:', ...listed].join('\n'))}\n\n`);
    },
    summary: (results, broken) => {
      const { passed, failed, pending, skipped } = countsOf(results);
      const others = Object.entries({ pending, skipped }).filter(([, count]) => count > 0);
      const listed = others.map(([name, count]) => `, ${count} ${name}`).join('');
      const unread = broken > 0 ? `; ${broken} more cannot be verified` : '';
      write(`${passed} passed, ${failed} failed${listed}, in ${results.length} pacts${unread}.\n`);
      if (passed === 0 && pending > 0)
        write(`${colors.yellow('Nothing held: what was tried is pending, and failed.')}\n`);
    },
  };
}

function publicationLine(consumer: string, publication: Publication): string {
  const result = `the result for ${printable(consumer)}`;
  if ('success' in publication)
    return colors.dim(`Published ${result}: ${publication.success ? 'it holds' : 'it does not hold'}.`);
  if ('reason' in publication) return colors.yellow(`Did not publish ${result}: ${publication.reason}.`);
  return `${colors.red('✗')} Did not publish ${result}. ${printable(publication.problem)}`;
}

function countsOf(results: readonly PactResult[]): Record<InteractionResult['result'], number> {
  const all = results.flatMap(({ interactions }) => interactions);
  const count = (wanted: InteractionResult['result']) => all.filter(({ result }) => result === wanted).length;
  return { passed: count('passed'), failed: count('failed'), pending: count('pending'), skipped: count('skipped') };
}

function nothingLines(interactions: readonly InteractionResult[]): string[] {
  if (isTried({ interactions })) return [];
  const found = interactions.length === 0 ? 'It has no interactions' : 'None of its interactions could be tried here';
  return [`  ${colors.red('✗')} ${found}, so it proves nothing.`];
}

const marks = {
  passed: colors.green('✓'),
  failed: colors.red('✗'),
  pending: colors.yellow('?'),
  skipped: colors.yellow('-'),
};
const notes = { passed: '', failed: '', pending: ' (pending, so it may fail)', skipped: ' (skipped)' };

function interactionLines(interaction: InteractionResult): string[] {
  const { description, states, result, reason, differences, disagreements, warnings, answered } = interaction;
  const title = `  ${marks[result]} ${printable(description)}${colors.yellow(notes[result])}`;
  const warned = warnings.map((line) => `      ${colors.yellow(`warning: ${printable(line)}`)}`);
  if (result === 'passed') return [title, ...warned];
  return [
    title,
    ...warned,
    ...(states.length > 0 ? [`      given ${states.map(printable).join(', and ')}`] : []),
    ...(reason === undefined ? [] : [`      cannot be set up: ${printable(reason)}`]),
    ...differences.map((difference) => `      ${printable(differenceLine(difference))}`),
    ...disagreements.map((line) => `      OpenAPI: ${printable(line)}`),
    ...(answered ? answeredLines(answered) : []),
  ];
}

function differenceLine({ place, expected, actual, message }: Difference): string {
  if (place === 'recording') return message;
  if (place === 'status') return `status: expected ${expected}, came ${actual}`;
  const isPlain = message.startsWith('Expected ') && message.includes(' to be equal to ');
  return isPlain ? `${place}: expected ${cut(expected)}, came ${cut(actual)}` : `${place}: ${message}`;
}

function cut(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}

function answeredLines({ method, path, status, rule, says }: Answered): string[] {
  const by = rule === undefined ? '' : ` by the rule ${colors.cyan(rule)}`;
  const line = `      ${method} ${printable(path)} was answered ${status}${by}`;
  return says === undefined ? [line] : [`${line}:`, colors.dim(wrap(says, 110, '        '))];
}
