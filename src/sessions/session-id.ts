const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** Whether a text can name a session: 1 to 64 letters, digits, dots, underscores and hyphens. */
export function isSessionId(text: string): boolean {
  return idPattern.test(text);
}
