import type { Provider } from '../kit/provider.ts';
import { findProviderState } from '../kit/world/provider-state.ts';
import type { Assignment } from './assign-provider.ts';
import { type InteractionResult, resultOf, warningsOf } from './interaction-result.ts';
import { PactError } from './pact.ts';
import { ResultMask } from './result-mask.ts';
import { runVerifier } from './run-verifier.ts';
import type { Seen, Stage } from './stage.ts';
import { serveStates } from './state-server.ts';
import type { StaticCheck, StaticFindings } from './static-check.ts';

/** What came of one pact. */
export interface PactResult extends Assignment {
  readonly interactions: readonly InteractionResult[];
}

/** Why the states of a pact cannot be set up: one line for each problem, however many interactions have it. */
export async function problemsOfStates({ pact, provider }: Assignment, stage: Stage): Promise<string[]> {
  const problems = new Set<string>();
  for (const interaction of pact.interactions) {
    const unknown = interaction.states
      .map(({ name }) => findProviderState([provider], name))
      .find((found) => typeof found === 'string');
    const problem = unknown ?? (await stage.problemOf({ pact, provider, interaction }));
    if (problem) problems.add(new PactError(pact.file, problem).message);
  }
  return [...problems];
}

/** What a pact is verified with. */
export interface Tools {
  readonly stage: Stage;
  readonly staticCheck: StaticCheck | undefined;
  readonly signal: AbortSignal;
  /** Whether a warning fails the interaction. */
  readonly isStrict?: boolean;
}

/** Verifies one pact. Rejects with one clear line when the verifier cannot be run. */
export async function verifyPact(
  assignment: Assignment,
  { stage, staticCheck, signal, isStrict = false }: Tools,
): Promise<PactResult> {
  const { pact, provider } = assignment;
  if (pact.interactions.length === 0) return { ...assignment, interactions: [] };
  const disagreements = (await staticCheck?.(pact, provider)) ?? new Map();
  stage.takeSeen();
  const states = await serveStates(assignment, stage);
  try {
    const { port, hostname } = stage;
    const address = { hostname, port, basePath: stage.basePath(provider.name), stateChangeUrl: states.url };
    const findings = await runVerifier(pact, address, signal, (said) => maskOf(provider, stage, []).text(said));
    if (!states.isInOrder())
      throw new PactError(pact.file, 'the verifier asked for its states in another order. Please report it.');
    const seen = stage.takeSeen();
    const seenAt = attribute(seen, states.reached);
    const mask = maskOf(provider, stage, seen);
    const interactions = pact.interactions.map((interaction, index) => {
      const found = {
        differences: findings[index] ?? [],
        disagreements: linesAt(disagreements, index),
        reason: states.reasons.get(index),
        seen: seenAt.get(index),
        warnings: warningsOf(provider, interaction),
        isStrict,
        isPending: interaction.isPending || pact.fromBroker?.isPending === true,
      };
      return mask.result(resultOf(provider, interaction, found), found.seen);
    });
    return { ...assignment, interactions };
  } finally {
    await states.close();
  }
}

/** Whether a consumer can rely on the provider: a pact of which nothing was tried is no proof of it. */
export function isVerified({ interactions }: PactResult): boolean {
  return isTried({ interactions }) && interactions.every(({ result }) => result !== 'failed');
}

/** Whether any interaction of a pact was tried. */
export function isTried({ interactions }: Pick<PactResult, 'interactions'>): boolean {
  return interactions.some(({ result }) => result !== 'skipped');
}

function maskOf(provider: Provider, stage: Stage, seen: readonly Seen[]): ResultMask {
  const secrets = seen.flatMap((each) => ('secrets' in each ? each.secrets : []));
  return new ResultMask(provider, { known: stage.secrets(), seen: secrets });
}

/** One request an interaction, in their order; were it otherwise, no answer would be told rather than a wrong one. */
function attribute(seen: readonly Seen[], reached: readonly number[]): ReadonlyMap<number, Seen> {
  if (seen.length !== reached.length) return new Map();
  return new Map(seen.map((each, index) => [reached[index] ?? -1, each]));
}

function linesAt(findings: StaticFindings, index: number): readonly string[] {
  return findings.get(index) ?? [];
}
