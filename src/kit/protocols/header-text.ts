/**
 * Whether a text arrives in an HTTP header as it was sent: visible ASCII, with spaces only inside. Servers disagree on what
 * any other character means there (RFC 9110, 5.5), and some characters end the header.
 */
export function isHeaderText(text: string): boolean {
  return text !== '' && text === text.trim() && /^[\x20-\x7e]*$/.test(text);
}
