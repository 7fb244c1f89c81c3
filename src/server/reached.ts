/** What a connection says of all its requests. */
export interface Reached {
  /** The provider's host that the client wanted to reach, lower case. */
  readonly host: string;
  /** The session that the connection is of, if it names one. */
  readonly sessionId: string | undefined;
}

/** Connections that were made to a provider's host, by a tunnel or by TLS; all others are not in it. */
export const reached = new WeakMap<object, Reached>();
