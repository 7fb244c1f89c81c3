import type { JsonObject } from '../kit/protocols/http.ts';
import { printable } from '../logging/printable.ts';

/** Something that an interaction needs of its provider before its request. */
export interface NeededState {
  readonly name: string;
  readonly params: JsonObject;
}

/** One request that a consumer makes, and the reply that it relies on. */
export interface PactInteraction {
  readonly description: string;
  readonly states: readonly NeededState[];
  readonly method: string;
  readonly path: string;
  /** The status that the consumer relies on. */
  readonly status: number;
  /** One that may fail for now (Pact 4). */
  readonly isPending: boolean;
}

/** What a consumer relies on, read from a pact file of version 2, 3 or 4. */
export interface Pact {
  /** The path of its file, as it was given or found, or its address at a broker. */
  readonly file: string;
  readonly consumer: string;
  /** As the consumer names it. */
  readonly provider: string;
  /** Of the Pact specification, such as `4.0`. */
  readonly version: string;
  readonly interactions: readonly PactInteraction[];
  /** The whole file, parsed. */
  readonly document: JsonObject;
  /** The file as it was read: the verifier tells `1.0` and `1` apart, which are one number once they are parsed. */
  readonly bytes: Buffer;
  readonly fromBroker?: FromBroker;
}

/** What a broker says of a pact, beside the pact. */
export interface FromBroker {
  /** Whether the pact as a whole may fail for now. */
  readonly isPending: boolean;
  /** Why it is to be verified, and what comes of it, in the broker's words. */
  readonly notices: readonly string[];
}

/** A pact that cannot be verified: one line that says what was found and what to do. */
export class PactError extends Error {
  override readonly name = 'PactError';

  /** @param found What was found, and what to do, as sentences: `it is no JSON. Write it anew.` */
  constructor(file: string, found: string, options?: ErrorOptions) {
    super(`Cannot verify ${printable(file)}: ${printable(found)}`, options);
  }
}
