import type { Command } from '../servers/program.ts';

/** Which wrong requests a server refuses; each is sent to it before it is measured. */
export interface Refusals {
  /** An account without an email, which its schema requires. */
  readonly noEmail: boolean;
  /** An email that is none, which the schema's format forbids. */
  readonly badEmail: boolean;
  /** A token of nobody. */
  readonly unknownToken: boolean;
}

/** A server that does Leeloo's create, as far as it can. */
export interface Peer {
  /** As the tables call it. */
  readonly name: string;
  readonly version: string;
  /** Where it answers. */
  readonly path: string;
  /** The only address that it takes, when it takes but one. */
  readonly email?: string;
  readonly refuses: Refusals;
  /** What it does not do of the work, and what it does beside it. */
  readonly without: string;
  /** How it is started as its users start it, on that port. */
  command(port: number): Command;
  /** Called before each round, outside of what is measured. */
  prepare?(url: string): Promise<void>;
}
