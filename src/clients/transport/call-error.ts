/** Which call an error is about. */
export interface CallFacts {
  /** What the call was to do, such as `create a user`. */
  readonly action: string;
  readonly method: string;
  /** The URL called, a secret in it masked. */
  readonly url: string;
}

/** What every error of a client knows. No member and no message of it holds a secret. */
export abstract class CallError extends Error {
  readonly method: string;
  /** The URL called, a secret in it masked. */
  readonly url: string;

  protected constructor(call: CallFacts, found: string, advice: string, options?: ErrorOptions) {
    // Many a provider's own text ends with a full stop.
    super(`Cannot ${call.action}: ${found.replace(/\.$/, '')}. ${advice}`, options);
    this.method = call.method;
    this.url = call.url;
  }
}
