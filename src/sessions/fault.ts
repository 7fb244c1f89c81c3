import type { ServerResponse } from 'node:http';
import type { KnownRequest } from '../kit/known-request.ts';
import type { HttpReply, RequestHead } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import type { World } from '../kit/world/world.ts';

/** The way of a reply to the client, below which a fault can put a filter. */
export interface Wire {
  write(bytes: Buffer): void;
  end(): void;
  /** Closes the connection after what was written, though the reply is not whole. */
  cut(): void;
  /** Closes the connection at once, by a TCP reset. */
  reset(): void;
}

/** A request that a fault strikes. */
export interface FaultedRequest {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly response: ServerResponse;
  /** What the reply goes through. */
  readonly wire: Wire;
  /** Reads the body and finds what is called. Rejects when the client leaves meanwhile. */
  know(): Promise<KnownRequest>;
  /** Puts a filter before the wire: what it does not define passes as it is. */
  filter(make: (wire: Wire) => Partial<Wire>): void;
  /** Answers in the place of the mode; the journal has the reply, which is made in what the provider has in the session. */
  answer(makeReply: (world: World) => HttpReply): Promise<void>;
  /** Puts the request into the journal as one that gets no reply. */
  noteUnanswered(): Promise<void>;
  /** Tells the journal that the reply goes out so many milliseconds later. */
  delay(ms: number): void;
  /** Calls back when the client has left, has its reply, or the server stops. */
  whenOver(callback: () => void): void;
}

/** A fault as it is planned: whom it strikes, how often, and what it does. */
export interface Fault {
  /** Its kind, such as `latency`. */
  readonly kind: string;
  readonly provider: string;
  /** Only requests of this operation; without it all of the provider's. */
  readonly operation?: string;
  /** How many requests it strikes; without it every one until it is cleared. */
  readonly times?: number;
  /** How many matching requests it lets through first. */
  readonly after: number;
  /** Its own fields, as they were given. */
  readonly fields: object;
  /** Whether another fault may strike the same request. */
  readonly passesOn: boolean;
  /**
   * Does what the fault is there for.
   *
   * @param chance From 0 up to, not including, 1; the only chance a fault has.
   * @param goOn Lets the next fault strike, or the mode answer.
   */
  strike(request: FaultedRequest, chance: () => number, goOn: () => Promise<void>): Promise<void>;
}
