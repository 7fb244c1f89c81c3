/** An override that cannot be made. The message says what was found and what is allowed. */
export class OverrideError extends Error {
  override readonly name = 'OverrideError';

  /** @param problem What was found; then, as a sentence of its own, what to do. */
  constructor(problem: string, options?: ErrorOptions) {
    super(`Cannot override the reply: ${problem}`, options);
  }
}
