/** One thing that is wrong with a request: a violated schema keyword, or a pure check that words itself the same way. */
export interface Violation<Rule extends string = string> {
  /** JSON pointer into the call's input; of the absent member for `required`, of the unknown one for `additionalProperties`. */
  readonly path: string;
  readonly keyword: string;
  readonly rule: Rule;
}

/**
 * What an API says, in its own words: a REST body with its status, or a JSON-RPC result or error. Providers word it, and the
 * protocol writes it.
 */
export interface Words {
  /** A refusal leaves nothing behind: whatever the call stored is taken back. */
  readonly refused: boolean;
  /** HTTP status; JSON-RPC replies are 200 whatever stands here. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The schema (file name without ending) that the body keeps to; none for a body that is not JSON. */
  readonly schema?: string;
  readonly body?: unknown;
  /** A body that is not JSON. */
  readonly text?: string;
}

/**
 * What one call is answered, before the protocol writes it, and by which rule. Handlers and checks make answers; only the
 * protocol makes replies.
 */
export interface Answer<Rule extends string = string> extends Words {
  /** The rule that chose the reply (of several violations the first). */
  readonly rule: Rule;
  /** Rules that only shaped the reply or its effect. */
  readonly effects?: readonly Rule[];
  readonly violations?: readonly Violation<Rule>[];
}
