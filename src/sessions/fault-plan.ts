import type { Fault } from './fault.ts';
import { FaultError } from './fault-error.ts';

/** Faults that one session can have at once. */
export const maxFaults = 1_000;

/** A planned fault as it is shown: what was asked for, and what came of it. */
export type ShownFault = Omit<Fault, 'kind' | 'fields' | 'passesOn' | 'strike'> & {
  readonly id: string;
  readonly fault: string;
  /** Matching requests so far, also those let through. */
  readonly seen: number;
  /** Requests struck so far. */
  readonly struck: number;
};

/** The faults of a session with what came of them, as plain JSON. */
export interface SavedFaults {
  /** How many were ever planned, of which the ids are made. */
  readonly added: number;
  readonly faults: readonly ShownFault[];
}

/** Makes a fault of what was asked for: provider, kind, counts and the kind's own fields. */
export type PlanFault = (asked: object) => Fault;

/** One fault at one request. */
export interface Strike {
  readonly id: string;
  readonly fault: Fault;
  /** 1 at the first request that the fault strikes. */
  readonly nth: number;
}

const nothing = { some: false, byOperation: false };

interface Entry {
  readonly id: string;
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/** One list for all sessions without faults: of a thousand with a list of their own, none would be in the processor's cache. */
const noFaults: readonly Entry[] = [];

/** The faults of one session, in the order of their planning. One that has struck its last request leaves. */
export class FaultPlan {
  #entries: readonly Entry[] = noFaults;
  #added = 0;

  /** Throws a FaultError when the session has too many. */
  add(fault: Fault): ShownFault {
    if (this.#entries.length >= maxFaults) {
      throw new FaultError(`the session has ${maxFaults} already. Clear them first.`);
    }
    this.#added += 1;
    const entry = { id: String(this.#added), fault, seen: 0, struck: 0 };
    this.#entries = [...this.#entries, entry];
    return show(entry);
  }

  /** Whether a fault waits for requests to the provider, and whether one of them only for an operation. */
  awaits(provider: string): { readonly some: boolean; readonly byOperation: boolean } {
    // As in nearly every session, at each of its requests.
    if (this.#entries.length === 0) return nothing;
    const waiting = this.#entries.filter(({ fault }) => fault.provider === provider);
    return { some: waiting.length > 0, byOperation: waiting.some(({ fault }) => fault.operation !== undefined) };
  }

  /**
   * Counts one request and gives the faults that strike it: the first one due, and before it each due one that lets others
   * strike too. `operations` has every name the request goes by; a batch goes by those of its members as well.
   */
  meet(provider: string, operations: readonly string[]): Strike[] {
    const due: Strike[] = [];
    let taken = false;
    for (const entry of this.#entries.filter(({ fault }) => matches(fault, provider, operations))) {
      const { id, fault } = entry;
      entry.seen += 1;
      if (entry.seen <= fault.after || (taken && !fault.passesOn)) continue;
      entry.struck += 1;
      due.push({ id, fault, nth: entry.struck });
      taken ||= !fault.passesOn;
    }
    this.#entries = this.#entries.filter(({ fault, struck }) => fault.times === undefined || struck < fault.times);
    return due.sort((one, other) => Number(other.fault.passesOn) - Number(one.fault.passesOn));
  }

  show(): ShownFault[] {
    return this.#entries.map(show);
  }

  save(): SavedFaults {
    return { added: this.#added, faults: this.show() };
  }

  /** Goes on with the faults of another plan. */
  load({ added, faults }: SavedFaults, plan: PlanFault): void {
    this.#added = added;
    if (faults.length === 0) return;
    this.#entries = faults.map(({ id, seen, struck, ...asked }) => ({ id, seen, struck, fault: plan(asked) }));
  }

  /** Forgets all faults, and gives how many there were. */
  clear(): number {
    const cleared = this.#entries.length;
    this.#entries = noFaults;
    this.#added = 0;
    return cleared;
  }
}

function matches(fault: Fault, provider: string, operations: readonly string[]): boolean {
  return fault.provider === provider && (fault.operation === undefined || operations.includes(fault.operation));
}

function show({ id, fault: { kind, provider, operation, times, after, fields }, seen, struck }: Entry): ShownFault {
  return {
    id,
    provider,
    ...(operation !== undefined && { operation }),
    fault: kind,
    ...fields,
    ...(times !== undefined && { times }),
    after,
    seen,
    struck,
  };
}
