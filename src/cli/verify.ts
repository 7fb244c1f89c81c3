import type { Provider } from '../kit/provider.ts';
import type { Publisher } from '../verify/broker/publisher.ts';
import type { BrokenPact } from '../verify/find-pacts.ts';
import { PactError } from '../verify/pact.ts';
import type { Stage } from '../verify/stage.ts';
import { loadStaticCheck } from '../verify/static-check.ts';
import { isTried, isVerified, type PactResult, problemsOfStates, type Tools, verifyPact } from '../verify/verify.ts';
import { type Chosen, type ChosenPacts, choosePacts } from './chosen-pacts.ts';
import { findProvider } from './find.ts';
import { type GivenProviders, givenProviders } from './given-providers.ts';
import { interrupted } from './interrupted.ts';
import { UsageError } from './usage-error.ts';
import { type BrokerFlags, openBroker } from './verify-broker.ts';
import { jsonReporter, terminalReporter, type VerifyReporter } from './verify-reporters.ts';
import { openStage, type StageFlags } from './verify-stage.ts';

interface VerifyFlags extends StageFlags, BrokerFlags {
  readonly provider?: string;
  readonly config?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/**
 * Verifies pacts. Throws a UsageError with one line for each pact that was named and cannot be verified, before any is, and an
 * Error when one does not hold, or one of a folder cannot be verified.
 */
export async function verify(paths: readonly string[], flags: VerifyFlags): Promise<void> {
  const { signal, release } = interrupted();
  try {
    await verifyUntil(signal, paths, flags);
  } catch (error) {
    if (signal.aborted) throw new Error('Cannot go on verifying: it was interrupted.', { cause: error });
    throw error instanceof PactError ? new UsageError(error.message, { cause: error }) : error;
  } finally {
    release();
  }
}

async function verifyUntil(signal: AbortSignal, paths: readonly string[], flags: VerifyFlags): Promise<void> {
  const broker = openBroker(paths, flags, signal);
  const { named, ...played } = await playedFor(flags);
  const { chosen, broken, foreign } =
    (await broker?.choose(played.providers.mocks(), named)) ?? choosePacts(paths, played.providers, named);
  const reporter = (flags.json ? jsonReporter : terminalReporter)((text) => process.stdout.write(text));
  await using stage = await openStage(flags, played, [...new Set(chosen.map(({ provider }) => provider))]);
  const sorted = await withoutHopeless(chosen, stage);
  if (foreign.length > 0) reporter.foreign(foreign);
  const all = { ...sorted, broken: [...broken, ...sorted.broken] };
  const publisher = broker?.publisher;
  await verifyAll(all, { stage, signal, reporter, publisher, isStrict: flags.strict ?? false });
}

/** What is played, and the one that `--provider` names. */
async function playedFor({
  provider,
  config,
}: VerifyFlags): Promise<GivenProviders & { readonly named?: Provider | undefined }> {
  const played = await givenProviders({
    provider: isModule(provider) ? [provider] : [],
    ...(config !== undefined && { config }),
  });
  const { given, providers } = played;
  if (provider === undefined) return played;
  return { ...played, named: isModule(provider) ? given.at(-1) : providers.mock(findProvider(provider, providers)) };
}

/** Names of providers have neither dots nor slashes. */
function isModule(provider: string | undefined): provider is string {
  return provider !== undefined && /[./\\@]/.test(provider);
}

/** Sorts out pacts whose states nobody can set. Throws a UsageError for one that was named itself. */
async function withoutHopeless(chosen: readonly Chosen[], stage: Stage): Promise<ChosenPacts> {
  const problems = await Promise.all(chosen.map((each) => problemsOfStates(each, stage)));
  const wrong = chosen.flatMap(({ isNamed }, index) => (isNamed ? (problems[index] ?? []) : []));
  if (wrong.length > 0) throw new UsageError(wrong);
  const isHopeless = (index: number) => (problems[index] ?? []).length > 0;
  return {
    chosen: chosen.filter((_, index) => !isHopeless(index)),
    broken: chosen.flatMap(({ pact }, index) =>
      isHopeless(index) ? [{ file: pact.file, message: (problems[index] ?? []).join(' ') }] : [],
    ),
    foreign: [],
  };
}

/** What the verification of many pacts needs. */
interface Verification {
  readonly stage: Stage;
  readonly signal: AbortSignal;
  readonly reporter: VerifyReporter;
  readonly publisher: Publisher | undefined;
  readonly isStrict: boolean;
}

/** Verifies what can be; `broken` are those that cannot. Throws an Error when one does not hold. */
async function verifyAll({ chosen, broken: unread }: ChosenPacts, verification: Verification): Promise<void> {
  const { stage, signal, reporter, publisher, isStrict } = verification;
  const staticCheck = await loadStaticCheck();
  if (!staticCheck) reporter.noStaticCheck();
  const broken = [...unread];
  for (const each of unread) reporter.broken(each);
  const results: PactResult[] = [];
  const unpublished: PactResult[] = [];
  for (const each of chosen) {
    const result = await verifyOrFail(each, { stage, staticCheck, signal, isStrict });
    if ('message' in result) {
      broken.push(result);
      reporter.broken(result);
      continue;
    }
    results.push(result);
    reporter.pact(result);
    if (publisher && !(await isPublished(result, publisher, reporter))) unpublished.push(result);
  }
  reporter.summary(results, broken.length);
  requireHeld(results, broken.length);
  if (unpublished.length > 0)
    throw new Error(`Publishing failed: ${unpublished.length} of ${results.length} results are not at the broker.`);
}

/** @returns False when it should be at the broker and is not. */
async function isPublished(result: PactResult, publisher: Publisher, reporter: VerifyReporter): Promise<boolean> {
  const publication = await publisher.publish(result);
  reporter.publication(result, publication);
  return !('problem' in publication);
}

/** One of a folder fails by itself, also where the verifier does not get along with it. */
async function verifyOrFail(chosen: Chosen, tools: Tools): Promise<PactResult | BrokenPact> {
  try {
    return await verifyPact(chosen, tools);
  } catch (error) {
    if (!(error instanceof PactError) || chosen.isNamed) throw error;
    return { file: chosen.pact.file, message: error.message };
  }
}

function requireHeld(results: readonly PactResult[], unread: number): void {
  const count = results.length + unread;
  const unproven = results.filter((result) => !isTried(result)).length;
  const broken = results.filter((result) => !isVerified(result)).length - unproven;
  const found = [
    ...(broken > 0 ? [`${broken} of ${count} pacts do not hold`] : []),
    ...(unproven > 0 ? [`nothing was tried of ${unproven} of ${count} pacts`] : []),
    ...(unread > 0 ? [`${unread} of ${count} pacts cannot be verified`] : []),
  ];
  if (found.length > 0) throw new Error(`Verification failed: ${found.join('; ')}.`);
}
