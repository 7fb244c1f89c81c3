import { closestTo } from '../kit/did-you-mean.ts';
import { routeAt } from '../kit/known-request.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import type { PactInteraction } from './pact.ts';
import type { Seen } from './stage.ts';
import type { Difference } from './verifier-report.ts';

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
  /** A pending one may fail; a skipped one was not tried, since the stage could not set its states. */
  readonly result: 'passed' | 'failed' | 'pending' | 'skipped';
  /** Why its states could not be set. */
  readonly reason?: string;
  /** How the reply differs from what the pact expects. */
  readonly differences: readonly Difference[];
  /** Where the pact disagrees with the provider's description. */
  readonly disagreements: readonly string[];
  /** What holds, and should be looked at. */
  readonly warnings: readonly string[];
  /** None when no request was made. */
  readonly answered?: Answered;
}

/** What is known of an interaction after a run. */
export interface Found {
  readonly differences: readonly Difference[];
  readonly disagreements: readonly string[];
  readonly reason: string | undefined;
  readonly seen: Seen | undefined;
  readonly warnings: readonly string[];
  /** Whether a warning fails the interaction. */
  readonly isStrict: boolean;
  /** Whether it may fail for now, by itself or with its whole pact. */
  readonly isPending: boolean;
}

/** What should be looked at in an interaction, whatever comes of it. */
export function warningsOf(provider: Provider, { method, path, status }: PactInteraction): string[] {
  if (status !== 404 || routeAt(provider, { method, path })) return [];
  const address = `${method} ${path}`;
  const [nearest] = closestTo(address, provider.protocol.addresses, 1);
  const hint = nearest === undefined ? '' : ` The nearest is ${nearest}.`;
  return [
    `it expects 404 at ${address}, an address that ${provider.title} does not have: a mistyped one is answered so, too.${hint}`,
  ];
}

/** Puts together what came of an interaction. */
export function resultOf(provider: Provider, interaction: PactInteraction, found: Found): InteractionResult {
  const { reason, seen, disagreements, warnings } = found;
  return {
    description: interaction.description,
    states: interaction.states.map(({ name }) => name),
    result: verdictOf(found),
    ...(reason !== undefined && { reason }),
    differences: differencesOf(found),
    disagreements,
    warnings,
    ...(seen && 'entry' in seen && { answered: describe(provider, seen) }),
  };
}

/** A pact that its provider's own description contradicts fails on every stage, also where it could not be tried. */
function verdictOf({
  differences,
  disagreements,
  reason,
  warnings,
  isStrict,
  isPending,
}: Found): InteractionResult['result'] {
  if (disagreements.length === 0 && !(isStrict && warnings.length > 0)) {
    if (reason !== undefined) return 'skipped';
    if (differences.length === 0) return 'passed';
  }
  return isPending ? 'pending' : 'failed';
}

/** Without a recording there is no reply that could differ, and without its states no request. */
function differencesOf({ differences, reason, seen }: Found): readonly Difference[] {
  if (reason !== undefined || differences.length === 0) return [];
  return seen && 'miss' in seen ? [{ place: 'recording', message: seen.miss }] : differences;
}

function describe(provider: Provider, { entry }: Extract<Seen, { entry: object }>): Answered {
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
