/** The system's name for an error, such as `ENOENT`; empty when it is another one. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
