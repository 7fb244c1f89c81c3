/** A fault that cannot be planned. The message says what was found and what is allowed. */
export class FaultError extends Error {
  override readonly name = 'FaultError';

  /** @param problem What was found; then, as a sentence of its own, what to do. */
  constructor(problem: string) {
    super(`Cannot plan the fault: ${problem}`);
  }
}
