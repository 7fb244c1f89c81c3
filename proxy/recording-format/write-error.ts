/** A recording that could not be written. The message names the file and says what to do. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}
