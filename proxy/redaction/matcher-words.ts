/** The member that makes an object of a hand-edited recording a matcher: `{ "$any": "string" }`. */
export const anyMember = '$any';

/** What a matcher may ask for. */
export const matcherWords = [
  'string',
  'number',
  'boolean',
  'list',
  'object',
  'value',
  'email',
  'uuid',
  'time',
] as const;

/** A word of a matcher. */
export type MatcherWord = (typeof matcherWords)[number];

/** Whether a text is such a word. It is no secret even where only secrets stand. */
export function isMatcherWord(text: unknown): text is MatcherWord {
  return matcherWords.some((word) => word === text);
}
