import type { JournalEntry } from '../journal-entry.ts';
import { isMatcher } from './difference.ts';
import { isWhole, type Match, nearest } from './match.ts';
import type { CheckedFilter } from './read-query.ts';

/** Longer values are cut in messages. */
const maxShownValue = 120;
/** More differences of one request are only counted. */
const maxShownDifferences = 5;

/** What is looked for, in one phrase: `a request to leeloo/create-email-account with status 200`. */
export function describeFilter({ provider, operation, ...others }: CheckedFilter): string {
  const whole =
    provider !== undefined && operation !== undefined ? `${provider}/${operation}` : (provider ?? operation);
  const parts = Object.entries(others).filter(([, value]) => value !== undefined);
  const details = parts.map(([name, value]) => `${name} ${shown(value)}`).join(' and ');
  return `a request${whole === undefined ? '' : ` to ${whole}`}${details && ` with ${details}`}`;
}

/** The requests most like the one that was looked for, each with what differs; a few lines. */
export function describeNearest(matches: readonly Match[]): string {
  const others = nearest(matches);
  if (matches.length === 0) return 'The session has received no request.';
  if (others.length === 0) return 'The session has received nothing else.';
  const count = matches.filter((match) => !isWhole(match)).length;
  const heading =
    others.length < count ? `The nearest ${others.length} of ${count} others:` : 'The others, nearest first:';
  return [heading, ...others.map(describeMatch)].join('\n');
}

/** One request and what differs in it. */
export function describeMatch({ entry, differences }: Match): string {
  const lines = differences
    .slice(0, maxShownDifferences)
    .map(({ place, expected, actual }) => `    ${place}: ${shown(expected)} was wanted, ${shown(actual)} came`);
  const more = differences.length - lines.length;
  return [`  ${describeEntry(entry)}`, ...lines, ...(more > 0 ? [`    and ${more} more differences`] : [])].join('\n');
}

/** Its number, what it called, and what became of it. */
export function describeEntry({
  id,
  provider,
  operation,
  request,
  response,
  rule,
  source,
  violations,
}: JournalEntry): string {
  const call = operation === undefined ? `${provider} ${request.method} ${request.path}` : `${provider}/${operation}`;
  const violated = violations.map(({ path, rule: broken }) => `${path} ${broken}`).join(', ');
  return `#${id} ${call}: ${response.status} ${rule ?? source}${violated && ` (${violated})`}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_name, part: unknown) => plain(part)) ?? 'nothing';
  return text.length <= maxShownValue ? text : `${text.slice(0, maxShownValue)}...`;
}

/** What JSON would show as an empty object. */
function plain(part: unknown): unknown {
  if (part instanceof RegExp) return String(part);
  if (isMatcher(part)) return part.toAsymmetricMatcher?.() ?? String(part);
  return part;
}
