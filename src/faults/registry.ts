import type { FaultKind } from './fault-kind.ts';
import { latency } from './latency.ts';
import { malformed } from './malformed.ts';
import { rateLimited } from './rate-limited.ts';
import { reset } from './reset.ts';
import { status } from './status.ts';
import { timeout } from './timeout.ts';
import { truncate } from './truncate.ts';

const kinds = [latency, status, rateLimited, timeout, reset, truncate, malformed] as const;

/** Every kind of fault. A further one is one file and one entry here. */
export const faultKinds: readonly FaultKind[] = kinds;

/** How often a fault strikes, and whom. */
export interface FaultCount {
  /** Only requests of this operation, such as `create-email-account`; without it all of the provider's. */
  readonly operation?: string;
  /** How many requests it strikes, 1 or more; without it every one until it is cleared. */
  readonly times?: number;
  /** How many matching requests it lets through first; 0 unless told otherwise. */
  readonly after?: number;
}

type SpecOf<Kind> = Kind extends FaultKind<infer Name, infer Fields> ? { readonly fault: Name } & Fields : never;

/** A fault as a test asks for it: its kind, its own fields, and how often. */
export type FaultSpec = SpecOf<(typeof kinds)[number]> & FaultCount;
