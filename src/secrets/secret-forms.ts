/** A form that hardly anything but a secret has, in which it is known wherever it stands. */
export interface SecretForm {
  readonly kind: string;
  /** Global. */
  readonly form: RegExp;
}

/** The one list for the recorder, the journal and `recordings scan`; what a place says is in secret-names.ts. */
export const secretForms: readonly SecretForm[] = [
  // Signed (three parts) or encrypted (five); without a signature its part is empty.
  { kind: 'a JSON Web Token', form: /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){2,4}/g },
  // To its end, or as far as it goes; its line feeds may be escaped.
  {
    kind: 'a private key',
    form: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\w+/=\s\\:,.]|-(?!----)){0,16384}(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
  },
  { kind: 'a private integration token', form: /\bpit-[0-9a-f]{8}-[0-9a-f-]{27}\b/gi },
  ...[
    /\bA(?:KIA|SIA)[0-9A-Z]{16}/g,
    /\b(?:gh[pousr]|github_pat|npm)_\w{30,}/g,
    /\bglpat-[\w-]{8,}/g,
    /\bxox[abeprs]-[\w-]{10,}/g,
    /\b[rs]k_(?:live|test)_\w{10,}/g,
    /\bSG\.[\w-]{16,64}\.[\w-]{16,64}/g,
    /\bAIza[\w-]{30,}/g,
  ].map((form) => ({ kind: 'an API key of a well-known service', form })),
];

/** A beginning of each form: nearly all texts have none. */
const mayHaveForm =
  /eyJ|-----BEGIN|[Pp][Ii][Tt]-|A(?:KIA|SIA|Iza)|gh[pousr]_|github_pat_|glpat-|npm_|xox|[rs]k_(?:live|test)_|SG\./;

const shortestForm = 13;
const none: readonly never[] = [];

/** What stands in a text that is a secret by its form alone. */
export function secretsByForm(
  text: string,
): readonly { readonly kind: string; readonly value: string; readonly at: number }[] {
  if (text.length < shortestForm || !mayHaveForm.test(text)) return none;
  return secretForms.flatMap(({ kind, form }) =>
    [...text.matchAll(form)].map(({ 0: value, index }) => ({ kind, value, at: index })),
  );
}

/** Shorter values look like words. */
const shortestSecret = 8;
/** Letters alone are a secret when there are so many without a break. */
const longRun = /[a-z]{24}/i;
/** Or so many before a digit. */
const longWithDigits = /[a-z]{6}[a-z\d]{5}\d/i;
/** Addresses, versions, times and sizes mix letters and digits, too. */
const everyday =
  /^(?:[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,190}|v?\d{1,4}(?:\.\d{1,4}){1,3}(?:-[a-z]{1,8}\.?\d{0,4})?|\d{4}-?\d\d-?\d\d(?:[t ][\d:.]{1,18}(?:z|[+-]\d\d:?\d\d)?)?|\d{1,6}x\d{1,6})$/i;
const email = /^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,190}$/;
const address = /^(?:[a-z][a-z\d+.-]{0,20}:\/\/|\/)/i;
/** What is within a value a word or a number as people write them. */
const piece = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]|\d+|[^A-Za-z\d]/g;
const separator = /^[-_./:,+=%&?@ ]$/;

/**
 * Whether a value is too long and too mixed for a word, a number, a date or an address. Everyday words are no secrets: what
 * is learned from a reply, where nobody declared a secret, must look like one.
 */
export function looksLikeSecret(value: string): boolean {
  if (value.length < shortestSecret || /\s/.test(value) || everyday.test(value)) return false;
  if (secretsByForm(value).length > 0) return true;
  // What is long and has no end is an address with ids, or a secret as a whole.
  if (address.test(value)) return value.split(/[/?&=#.:@]+/).some((part) => part.length >= 16 && isMixed(part));
  return isMixed(value);
}

/**
 * Whether a value that is known to be somebody's secret is no everyday word, too: where it stands elsewhere in a text, it can
 * only be the secret. That takes less than to look like one.
 */
export function isUnmistakable(value: string): boolean {
  if (looksLikeSecret(value) || email.test(value)) return true;
  return value.length >= shortestSecret && /[a-z]/i.test(value) && /\d/.test(value) && !everyday.test(value);
}

/** Longer values are judged by their beginning. */
const longestJudged = 512;

function isMixed(value: string): boolean {
  const judged = value.slice(0, longestJudged);
  if (longRun.test(judged) || longWithDigits.test(judged)) return true;
  const pieces = (judged.match(piece) ?? []).filter((part) => !separator.test(part));
  // Words as people use them have some letters, and numbers few digits.
  const odd = pieces.filter((part) => (/^\d/.test(part) ? part.length > 4 : part.length < 4)).length;
  const hasDigit = /\d/.test(judged);
  return hasDigit ? odd > 0 && pieces.length >= 2 && touches(judged) : odd >= 4 && odd > pieces.length / 2;
}

/** Whether letters and digits meet without anything between them. */
function touches(value: string): boolean {
  return /[a-z]\d|\d[a-z]/i.test(value);
}
