import { createInterface } from 'node:readline/promises';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { upstreamUrl } from '../../proxy/upstream/upstream-url.ts';
import { driftOf } from '../evidence/drift.ts';
import type { DriftReport } from '../evidence/finding.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import { silentLogger } from '../logging/logger.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { type Plan, planOf, planSum } from '../prove/plan.ts';
import { ProgressFile } from '../prove/progress.ts';
import { type Proven, prove as send } from '../prove/prove.ts';
import type { Trial } from '../prove/trial.ts';
import { readUpstreams } from './by-provider.ts';
import { CommandError } from './command-error.ts';
import { recordingsFolder } from './configuration.ts';
import { readEnv } from './dot-env.ts';
import { jsonLines, terminalLines } from './drift-report.ts';
import { ExitWith } from './exit-with.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { interrupted } from './interrupted.ts';
import { planLines, provenLines } from './prove-report.ts';
import { UsageError } from './usage-error.ts';

interface ProveFlags extends ProviderFlags {
  readonly allowWrites?: boolean;
  readonly rule: readonly string[];
  readonly upstream?: string;
  readonly recordings?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * Sends the examples of a provider's rules to the real API, once somebody has agreed to the plan, and compares the mock with what
 * it said. Ends with 1 when something drifted or the run stopped before its end, with 3 when nothing could be compared.
 */
export async function prove(name: string, flags: ProveFlags): Promise<void> {
  const { providers, given, configuration } = await givenProviders(flags);
  const provider = providers.mock(findProvider(name, providers));
  if (!flags.allowWrites)
    throw new UsageError(
      `Cannot prove ${provider.name}: it makes accounts at the real API. Agree with --allow-writes, with a test account's credentials.`,
    );
  requireRules(provider, flags.rule);
  const env = readEnv();
  const upstream = upstreamOf(provider, flags.upstream, configuration.values.upstreams, providers);
  const recordings = recordingsFolder(flags.recordings, configuration);
  const progress = new ProgressFile(recordings, provider.name, upstream);
  const plan = await planOf(provider, env, flags.rule);
  const left = plan.trials.filter((trial) => !progress.progress.done.includes(trial.name));
  tell(flags, { event: 'plan', provider: provider.name, upstream, ...planSum(left), skipped: plan.skipped }, () =>
    planLines(plan, { upstream, env, left, made: progress.progress.made.length }),
  );
  if (left.length > 0 || progress.progress.made.length > 0) await agree(flags);
  const begun = Date.now();
  const { signal, release } = interrupted();
  const proven = await send(plan, {
    env,
    upstream,
    recordings,
    given,
    progress,
    signal,
    logger: { ...silentLogger, warn: (message) => process.stderr.write(`${printable(message)}\n`) },
    tell: toldBy(flags, left.length),
  }).finally(release);
  await report(plan, proven, flags, await driftSince(provider, recordings, begun));
}

/** A line of JSON for each example, or on a terminal how far it is. */
function toldBy({ json }: ProveFlags, all: number): (trial: Trial, status: number) => void {
  let sent = 0;
  return ({ name, rule }, status) => {
    sent += 1;
    if (json) print(printableJson({ event: 'example', name, rule, status }));
    else if (process.stderr.isTTY) process.stderr.write(`\r${sent} of ${all} examples${sent === all ? '\n' : ''}`);
  };
}

/** @throws {ExitWith} when something is wrong. */
async function report({ provider }: Plan, proven: Proven, flags: ProveFlags, drift: DriftReport): Promise<void> {
  const { sent, skipped, stopped, stays } = proven;
  if (flags.json) for (const line of jsonLines([drift])) print(line);
  else for (const line of terminalLines([drift])) print(line);
  tell(
    flags,
    { event: 'proven', provider: provider.name, sent, skipped, stopped, stays: stays.map(({ what }) => what) },
    () => provenLines(proven),
  );
  if (stopped !== undefined)
    throw new CommandError([
      `Stopped before the end: ${stopped}. What was asked until then is recorded; the same command goes on where it stopped.`,
    ]);
  if (drift.findings.length > 0) throw new ExitWith(1);
  if (drift.compared === 0) throw new ExitWith(3);
}

/** Of what was recorded in this run alone: older recordings are of another day. */
async function driftSince(provider: Provider, folder: string, begun: number): Promise<DriftReport> {
  const { recordings } = await readFolder(folder, provider.name).catch(() => ({ recordings: [] }));
  const own = recordings.filter(({ recording }) => (recording.run ?? 0) >= begun * 1000);
  return driftOf(provider, { recordings: own, now: Date.now() });
}

function requireRules(provider: Provider, rules: readonly string[]): void {
  const known = readLedger(provider).rules.map(({ id }) => id);
  const unknown = rules.find((rule) => !known.includes(rule));
  if (unknown !== undefined)
    throw new UsageError(
      `Cannot prove "${printable(unknown)}": ${provider.name} has no such rule. ${suggestion(unknown, known)}`,
    );
}

/** `URL`, or `PROVIDER=URL` as other commands take it. */
function upstreamOf(
  provider: Provider,
  flag: string | undefined,
  configured: Readonly<Record<string, string>> = {},
  providers: Parameters<typeof readUpstreams>[1],
): string {
  const isNamed = flag !== undefined && !flag.startsWith('http') && flag.includes('=');
  const given = isNamed ? readUpstreams([flag], providers)[provider.name] : flag;
  try {
    return upstreamUrl(provider.name, given ?? configured[provider.name] ?? provider.upstream);
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

/** Asks on a terminal; elsewhere nobody could answer. Throws when nobody agreed. */
async function agree({ yes, json }: ProveFlags): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY || !process.stdout.isTTY || json)
    throw new UsageError('Cannot ask here whether to send this: agree with --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Send this? [y/N] ').finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError(['Nothing was sent.']);
}

function tell({ json }: ProveFlags, event: object, lines: () => readonly string[]): void {
  if (json) print(printableJson(event));
  else for (const line of lines()) print(line);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
