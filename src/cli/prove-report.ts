import { printable } from '../logging/printable.ts';
import { type Plan, planSum } from '../prove/plan.ts';
import type { Proven } from '../prove/prove.ts';
import type { SkippedExample, Trial } from '../prove/trial.ts';
import { credentialVariable } from '../secrets/credential.ts';
import { colors } from './colors.ts';

/** Examples and things that are named one by one. */
const maxNamed = 10;

/** What somebody agrees to. */
export interface PlanSettings {
  readonly upstream: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was not sent in a run before. */
  readonly left: readonly Trial[];
  /** How much a run before has left there. */
  readonly made: number;
}

/** A plan for people: what is sent, with whose values, and what is not. */
export function planLines({ provider, trials, skipped }: Plan, { upstream, env, left, made }: PlanSettings): string[] {
  const { examples, requests, beginnings, makes } = planSum(left);
  const set = Object.keys(provider.credentials)
    .map((name) => credentialVariable(provider.name, name))
    .filter((variable) => env[variable]?.trim());
  const before = trials.length - left.length;
  return [
    colors.bold(`${provider.name} at ${upstream}`),
    `  ${counted(examples, 'example')} by ${counted(requests, 'request')}, which make about ${makes} accounts, users and so on (${beginnings} to begin with)`,
    ...(before > 0
      ? [
          `  ${counted(before, 'example')} ${before === 1 ? 'was' : 'were'} sent before and ${before === 1 ? 'is' : 'are'} not sent again`,
        ]
      : []),
    ...(made > 0
      ? [
          `  ${counted(made, 'thing')} that an earlier run made ${made === 1 ? 'is' : 'are'} removed, where that is possible`,
        ]
      : []),
    `  with ${set.length > 0 ? set.join(', ') : 'no real credential: nothing is set'}, emails at ${env.UNDERSTUDY_EMAIL_DOMAIN?.trim() || 'example.com'}`,
    ...skippedLines(skipped),
    '',
  ].map(printable);
}

/** What came of it, beside the comparison. */
export function provenLines({ sent, skipped, stays }: Proven): string[] {
  const named = stays.slice(0, maxNamed).map(({ what }) => `    ${what || 'something without a name'}`);
  const more = stays.length > maxNamed ? [`    and ${stays.length - maxNamed} more`] : [];
  return [
    `Sent ${counted(sent, 'request')}.`,
    ...skippedLines(skipped),
    ...(stays.length > 0
      ? [
          `  ${counted(stays.length, 'thing')} that it made ${stays.length === 1 ? 'stays' : 'stay'} there:`,
          ...named,
          ...more,
        ]
      : []),
  ].map(printable);
}

function skippedLines(skipped: readonly SkippedExample[]): string[] {
  if (skipped.length === 0) return [];
  const byReason = [...Map.groupBy(skipped, ({ reason }) => reason)];
  return [
    `  ${counted(skipped.length, 'example')} ${skipped.length === 1 ? 'is' : 'are'} skipped:`,
    ...byReason.map(([reason, all]) => `    ${String(all.length).padStart(4)}  ${reason}`),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
