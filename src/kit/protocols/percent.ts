/**
 * A part of a path or of a query, percent-decoded (RFC 3986, 2.1); a text that is no valid encoding stays as it is. The one
 * decoder for all who compare such a part with a value.
 */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
