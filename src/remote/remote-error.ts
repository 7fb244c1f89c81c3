/** A server elsewhere that did not do what it was asked: it was not there, or refused. The message says what it said. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  /** The server's own word for it, such as `invalid-state` (docs/toolkit-errors.md); none when it did not answer. */
  readonly code: string | undefined;

  constructor(message: string, code?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
