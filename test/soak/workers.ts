import { en, Faker } from '@faker-js/faker';
import { AdminSteps } from './admin-steps.ts';
import type { Canaries } from './canaries.ts';
import { checkOutcome } from './check-outcome.ts';
import { Client, type Outcome } from './client.ts';
import { Script } from './script.ts';
import { SessionWorld } from './session-world.ts';
import type { Step } from './step.ts';
import type { Violations } from './violations.ts';

/** The load. */
export interface LoadSettings {
  readonly seed: number;
  readonly workers: number;
  /** Sessions of all workers together. */
  readonly sessions: number;
  /** Requests of all workers together; without it until the signal ends the load. */
  readonly requests?: number | undefined;
  readonly signal: AbortSignal;
}

/** What was sent and what came, counted. */
export class Tally {
  requests = 0;
  readonly kinds = new Map<string, number>();
  readonly outcomes = new Map<string, number>();

  add(step: Step, outcome: Outcome): void {
    this.requests += 1;
    count(this.kinds, step.kind.split(' ')[0] ?? '');
    count(this.outcomes, nameOf(outcome));
  }
}

/** Sends every session back to its beginning, so that what the server still holds belongs to none. */
export async function resetSessions(
  server: { readonly url: string },
  { workers, sessions }: LoadSettings,
  { adminToken }: Pick<Canaries, 'adminToken'>,
): Promise<void> {
  const each = Math.ceil(sessions / workers);
  const ids = Array.from({ length: workers * each }, (_, index) => `w${Math.floor(index / each)}-${index % each}`);
  const admin = new AdminSteps(new Faker({ locale: [en] }), adminToken);
  using client = new Client(server);
  for (const id of ['default', ...ids]) await client.perform(admin.reset(new SessionWorld(id)));
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function nameOf(outcome: Outcome): string {
  if (outcome.kind !== 'reply') return outcome.kind;
  if (outcome.headers['x-understudy-error'] === 'mode-lost') return 'mode lost, as planned';
  const { 'x-understudy-source': source, 'x-understudy-error': error } = outcome.headers;
  return `${source ?? (error ? 'toolkit' : 'admin')} ${outcome.status}`;
}

/** Sends the traffic of all workers at once, and checks what comes of each request. Resolves when all have ended. */
export async function runWorkers(
  server: { readonly url: string },
  settings: LoadSettings,
  canaries: Canaries,
  violations: Violations,
  tally: Tally,
): Promise<void> {
  const { seed, workers, sessions, requests = Number.POSITIVE_INFINITY, signal } = settings;
  const each = { sessions: Math.ceil(sessions / workers), requests: Math.ceil(requests / workers) };
  const run = async (worker: number) => {
    using client = new Client(server);
    const script = new Script({ seed, worker, sessions: each.sessions }, canaries);
    for (let number = 0; number < each.requests && !signal.aborted; number += 1) {
      const step = script.next();
      const outcome = await client.perform(step);
      tally.add(step, outcome);
      const where = () => `worker ${worker}, request ${number}: ${step.kind}: ${step.method} ${step.path}`;
      for (const { kind, message } of checkOutcome(step, outcome, canaries)) violations.add(kind, message, where());
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));
}
