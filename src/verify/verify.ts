import { closestTo } from '../engine/closest.ts';
import { readLedger } from '../engine/ledger.ts';
import type { Provider } from '../engine/provider.ts';
import { findProviderState } from '../engine/provider-state.ts';
import type { JournalEntry } from '../engine/redaction.ts';
import { type Pact, PactError, type PactInteraction } from './pact.ts';
import { runVerifier } from './run-verifier.ts';
import type { Stage } from './stage.ts';
import type { StaticCheck, StaticFindings } from './static-check.ts';
import type { Difference } from './verifier-report.ts';

/** A pact with the provider that it is verified against. */
export interface Assignment {
  readonly pact: Pact;
  readonly provider: Provider;
}

/** How a provider answered an interaction. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The rule that chose the reply; none where the mock did not make it. */
  readonly rule?: string;
  /** What that rule says; of a batch, what its first rule says. */
  readonly says?: string;
}

/** What came of one interaction. */
export interface InteractionResult {
  readonly description: string;
  readonly states: readonly string[];
  /** A pending one may fail. */
  readonly result: 'passed' | 'failed' | 'pending';
  /** How the reply differs from what the pact expects. */
  readonly differences: readonly Difference[];
  /** Where the pact disagrees with the provider's description. */
  readonly disagreements: readonly string[];
  /** None when no request was made. */
  readonly answered?: Answered;
}

/** What came of one pact. */
export interface PactResult extends Assignment {
  readonly interactions: readonly InteractionResult[];
}

/** Finds the provider of each pact by its name, or takes the one that is given for all. Throws a PactError. */
export function assignProvider(pact: Pact, providers: readonly Provider[], given?: Provider): Assignment {
  const wanted = pact.provider.toLowerCase();
  const found = given ?? providers.find(({ name, title }) => name === wanted || title.toLowerCase() === wanted);
  if (found) return { pact, provider: found };
  const names = providers.map(({ name }) => name);
  const [nearest] = closestTo(pact.provider, names);
  const hint = nearest ? `Did you mean ${nearest}? ` : '';
  const known = names.join(', ');
  throw new PactError(
    pact.file,
    `its provider is "${pact.provider}". ${hint}There are ${known}; choose one with --provider.`,
  );
}

/** Why the states of a pact cannot be set up: one line for each problem, however many interactions have it. */
export async function problemsOfStates({ pact, provider }: Assignment, stage: Stage): Promise<string[]> {
  const problems = new Set<string>();
  for (const { states } of pact.interactions) {
    const unknown = states
      .map(({ name }) => findProviderState([provider], name))
      .find((found) => typeof found === 'string');
    const problem = unknown ?? (await stage.problemOf(states));
    if (problem) problems.add(new PactError(pact.file, problem).message);
  }
  return [...problems];
}

/** What a pact is verified with. */
export interface Tools {
  readonly stage: Stage;
  readonly staticCheck: StaticCheck | undefined;
  readonly signal: AbortSignal;
}

/** Verifies one pact. Rejects with one clear line when the verifier cannot be run. */
export async function verifyPact(assignment: Assignment, { stage, staticCheck, signal }: Tools): Promise<PactResult> {
  const { pact, provider } = assignment;
  if (pact.interactions.length === 0) return { ...assignment, interactions: [] };
  const disagreements = (await staticCheck?.(pact, provider)) ?? new Map();
  stage.takeExchanges();
  const findings = await runVerifier(pact, provider, stage, signal);
  const exchanges = stage.takeExchanges();
  // One request an interaction, in their order; were it otherwise, no rule would be told rather than a wrong one.
  const answers = exchanges.length === findings.length ? exchanges : [];
  const interactions = pact.interactions.map((interaction, index) =>
    resultOf(interaction, findings[index] ?? [], linesAt(disagreements, index), describe(provider, answers[index])),
  );
  return { ...assignment, interactions };
}

/** Whether a consumer can rely on the provider: a pact without interactions is no proof of it. */
export function isVerified({ interactions }: PactResult): boolean {
  return interactions.length > 0 && interactions.every(({ result }) => result !== 'failed');
}

function linesAt(findings: StaticFindings, index: number): readonly string[] {
  return findings.get(index) ?? [];
}

function resultOf(
  { description, states, isPending }: PactInteraction,
  differences: readonly Difference[],
  disagreements: readonly string[],
  answered: Answered | undefined,
): InteractionResult {
  const holds = differences.length === 0 && disagreements.length === 0;
  return {
    description,
    states: states.map(({ name }) => name),
    result: holds ? 'passed' : isPending ? 'pending' : 'failed',
    differences,
    disagreements,
    ...(answered && { answered }),
  };
}

function describe(provider: Provider, entry: JournalEntry | undefined): Answered | undefined {
  if (!entry) return undefined;
  const { request, response, rule } = entry;
  const [first] = rule?.split(',') ?? [];
  const says = readLedger(provider).rules.find(({ id }) => id === first)?.says;
  const { method, path } = request;
  return {
    method,
    path,
    status: response.status,
    ...(rule !== undefined && { rule }),
    ...(says !== undefined && { says }),
  };
}
