const longest = 200;

/** A value of a reply as a report shows it: as JSON, cut where it is long. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}... (${text.length} characters)` : text;
}
