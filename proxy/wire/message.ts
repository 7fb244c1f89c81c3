import type { HeaderPairs, RawHeaders } from './header-pairs.ts';

/*
 * A message with a body is one generic type. What differs on its way is what is known of the body: captured bytes, decoded
 * ones, those that may leave, the text that is compared.
 */

/** A request whose headers are pairs. The address is the provider's own: no prefix, no session. */
export interface RequestWith<Body> {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: HeaderPairs;
  readonly body: Body;
}

/** A reply whose headers are pairs. */
export interface ReplyWith<Body> {
  readonly status: number;
  /** The words after the status; empty when there were none. */
  readonly statusText: string;
  readonly headers: HeaderPairs;
  readonly body: Body;
}

/** A reply as it goes over the wire: its headers in their own spelling. */
export interface RawReply<Body> extends Omit<ReplyWith<Body>, 'headers'> {
  readonly rawHeaders: RawHeaders;
}
