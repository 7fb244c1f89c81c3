/** A state file cannot be used: it is in use already, of another version, or its place cannot be written. One plain line. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
}
