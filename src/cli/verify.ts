import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import { type Assignment, assignProvider } from '../verify/assign-provider.ts';
import { findPacts } from '../verify/find-pacts.ts';
import { type Pact, PactError } from '../verify/pact.ts';
import type { Stage } from '../verify/stage.ts';
import { loadStaticCheck } from '../verify/static-check.ts';
import { isTried, isVerified, problemsOfStates, verifyPact } from '../verify/verify.ts';
import { findProvider } from './find.ts';
import { type GivenProviders, givenProviders } from './given-providers.ts';
import { interrupted } from './interrupted.ts';
import { UsageError } from './usage-error.ts';
import { jsonReporter, terminalReporter, type VerifyReporter } from './verify-reporters.ts';
import { openStage, type StageFlags } from './verify-stage.ts';

interface VerifyFlags extends StageFlags {
  readonly provider?: string;
  readonly config?: string;
  readonly json?: boolean;
}

/**
 * Verifies pacts. Throws a UsageError with one line for each pact that cannot be verified, before any is, and an Error
 * when one does not hold.
 */
export async function verify(paths: readonly string[], flags: VerifyFlags): Promise<void> {
  const { named, ...played } = await playedFor(flags);
  const assignments = readAssignments(paths, played.providers, named);
  const reporter = (flags.json ? jsonReporter : terminalReporter)((text) => process.stdout.write(text));
  const stage = await openStage(flags, played, [...new Set(assignments.map(({ provider }) => provider))]);
  const { signal, release } = interrupted();
  try {
    const problems = await Promise.all(assignments.map((assignment) => problemsOfStates(assignment, stage)));
    if (problems.flat().length > 0) throw new UsageError(problems.flat());
    await verifyAll(assignments, stage, signal, reporter);
  } catch (error) {
    if (signal.aborted) throw new Error('Cannot go on verifying: it was interrupted.', { cause: error });
    throw error instanceof PactError ? new UsageError(error.message, { cause: error }) : error;
  } finally {
    release();
    await stage[Symbol.asyncDispose]();
  }
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

function readAssignments(paths: readonly string[], providers: Catalogue, named: Provider | undefined): Assignment[] {
  const { pacts, problems } = findPacts(paths);
  const assigned = pacts.map((pact) => assign(pact, providers, named));
  const wrong = [...problems, ...assigned.filter((line) => typeof line === 'string')];
  if (wrong.length > 0) throw new UsageError(wrong);
  return assigned.filter((assignment) => typeof assignment !== 'string');
}

function assign(pact: Pact, providers: Catalogue, named: Provider | undefined): Assignment | string {
  try {
    return assignProvider(pact, providers.mocks(), named);
  } catch (error) {
    if (error instanceof PactError) return error.message;
    throw error;
  }
}

async function verifyAll(
  assignments: readonly Assignment[],
  stage: Stage,
  signal: AbortSignal,
  reporter: VerifyReporter,
): Promise<void> {
  const staticCheck = await loadStaticCheck();
  if (!staticCheck) reporter.noStaticCheck();
  const results = [];
  for (const assignment of assignments) {
    const result = await verifyPact(assignment, { stage, staticCheck, signal });
    reporter.pact(result);
    results.push(result);
  }
  reporter.summary(results);
  const unproven = results.filter((result) => !isTried(result)).length;
  const broken = results.filter((result) => !isVerified(result)).length - unproven;
  const found = [
    ...(broken > 0 ? [`${broken} of ${results.length} pacts do not hold`] : []),
    ...(unproven > 0 ? [`nothing was tried of ${unproven} of ${results.length} pacts`] : []),
  ];
  if (found.length > 0) throw new Error(`Verification failed: ${found.join('; ')}.`);
}
