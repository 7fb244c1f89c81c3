import type { JsonObject } from '../../kit/protocols/http.ts';

/** A reply that somebody gives in the provider's place, exactly as it is to be sent. */
export interface OverrideReply {
  /** 200 to 599. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, bytes too, anything else as JSON; each with its usual content type unless a header says another. */
  readonly body?: unknown;
}

/** What a function that makes a reply is told of the request. */
export interface OverriddenRequest {
  readonly method: string;
  /** The provider's own path, as it was sent. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed where it is JSON, else its text; none for a request without one. */
  readonly body?: unknown;
}

/** Makes a reply for a request. */
export type OverrideMaker = (request: OverriddenRequest) => OverrideReply | Promise<OverrideReply>;

/** Which requests, and how many of them, get the reply. */
export interface OverrideCount {
  /** Only those whose body has at least this: further members are ignored, lists must be as long. */
  readonly when?: { readonly body?: unknown };
  /** How many requests get it, 1 or more; without it every one until it is cleared. */
  readonly times?: number;
  /** How many that fit are let through first; 0 unless told otherwise. */
  readonly after?: number;
}

/** A reply in the form in which it is kept: bytes in base64. */
export interface KeptReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly base64?: string;
}

/** One override of a session. */
export interface Override {
  readonly provider: string;
  readonly operation: string;
  readonly when?: JsonObject;
  readonly times?: number;
  readonly after: number;
  /** The reply, or the key of the function that makes it (reply-makers.ts). */
  readonly reply: KeptReply | { readonly maker: string };
}
