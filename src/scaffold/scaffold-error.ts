/** A provider that cannot be written. The message says what was found, and what to do. */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError';
}
