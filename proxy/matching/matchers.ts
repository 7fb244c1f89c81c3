import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { anyMember, isMatcherWord, type MatcherWord, matcherWords } from '../redaction/matcher-words.ts';

/*
 * Somebody may make a recording tolerant by hand: in the JSON of its request, `{ "$any": "string" }` stands for each text, and
 * `{ "$oneOf": ["a", "b"] }` for each of two values. In a recording that nobody has edited they are what a client sent.
 */

const oneOfMember = '$oneOf';

/** Whether a request's body has matchers, wherever. */
export function hasMatchers(body: unknown): boolean {
  return matchersIn(body).length > 0;
}

/** What is wrong with the matchers of a body, as a clause, or nothing. */
export function matcherProblem(body: unknown): string | undefined {
  const wrong = matchersIn(body).find((matcher) => !isUsable(matcher));
  if (!wrong) return undefined;
  const name = Object.keys(wrong)[0];
  return name === anyMember
    ? `its matcher "${anyMember}" is none of ${matcherWords.join(', ')}`
    : `its matcher "${oneOfMember}" is no list of values`;
}

/** Pairs the secrets of two requests: which they are nobody knows, but which of them are equal. */
export class SecretPairs {
  readonly #theirs = new Map<string, string>();
  readonly #ours = new Map<string, string>();

  /** Whether two texts are the same but for the numbers of their secrets. */
  isSameText(recorded: string, asked: string): boolean {
    if (recorded === asked && !recorded.includes('<secret')) return true;
    const [one, other] = [recorded.split(secretName), asked.split(secretName)];
    return one.length === other.length && one.every((part, index) => this.#isSamePart(part, other[index] ?? ''));
  }

  #isSamePart(part: string, other: string): boolean {
    if (!part.startsWith('<secret') || !other.startsWith('<secret')) return part === other;
    const [known, back] = [this.#theirs.get(part) ?? other, this.#ours.get(other) ?? part];
    this.#theirs.set(part, known);
    this.#ours.set(other, back);
    return known === other && back === part && kindOf(part) === kindOf(other);
  }
}

/** With a group, so that the secrets stand among the parts. */
const secretName = /(<secret(?: number)? \d{1,6}(?:, which breaks its rules)?>)/;

function kindOf(name: string): string {
  return name.replace(/\d+/, '');
}

/** Whether a value that was recorded, with its matchers, is the one that is asked with. */
export function matches(recorded: unknown, asked: unknown, pairs: SecretPairs): boolean {
  if (isMatcher(recorded)) return isMatched(recorded, asked, pairs);
  if (typeof recorded === 'string') return typeof asked === 'string' && pairs.isSameText(recorded, asked);
  if (Array.isArray(recorded)) {
    return (
      Array.isArray(asked) &&
      recorded.length === asked.length &&
      recorded.every((item, index) => matches(item, asked[index], pairs))
    );
  }
  if (!isJsonObject(recorded)) return Object.is(recorded, asked);
  if (!isJsonObject(asked)) return false;
  const names = Object.keys(recorded);
  return (
    names.length === Object.keys(asked).length &&
    names.every((name) => Object.hasOwn(asked, name) && matches(recorded[name], asked[name], pairs))
  );
}

/** A recorded value with what is asked in the place of each matcher that takes it, to tell what is different. */
export function withMatched(recorded: unknown, asked: unknown): unknown {
  if (isMatcher(recorded)) return isMatched(recorded, asked, new SecretPairs()) ? asked : describe(recorded);
  if (Array.isArray(recorded))
    return recorded.map((item, index) => withMatched(item, Array.isArray(asked) ? asked[index] : undefined));
  if (!isJsonObject(recorded)) return recorded;
  const theirs = isJsonObject(asked) ? asked : {};
  const members = Object.entries(recorded).map(([name, value]): [string, unknown] => [
    name,
    withMatched(value, Object.hasOwn(theirs, name) ? theirs[name] : undefined),
  ]);
  return Object.fromEntries(members);
}

type Matcher = { readonly [anyMember]: unknown } | { readonly [oneOfMember]: unknown };

function isMatcher(value: unknown): value is Matcher {
  if (!isJsonObject(value)) return false;
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === anyMember || names[0] === oneOfMember);
}

function matchersIn(value: unknown): Matcher[] {
  if (isMatcher(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(matchersIn) : [];
}

function isUsable(matcher: Matcher): boolean {
  return anyMember in matcher ? isMatcherWord(matcher[anyMember]) : Array.isArray(matcher[oneOfMember]);
}

function isMatched(matcher: Matcher, asked: unknown, pairs: SecretPairs): boolean {
  if (asked === undefined) return false;
  if (anyMember in matcher) {
    const word = matcher[anyMember];
    return isMatcherWord(word) && takes[word](asked);
  }
  const values = matcher[oneOfMember];
  return Array.isArray(values) && values.some((value) => matches(value, asked, pairs));
}

function describe(matcher: Matcher): string {
  return anyMember in matcher ? `<any ${matcher[anyMember]}>` : `<one of ${JSON.stringify(matcher[oneOfMember])}>`;
}

/** What each word takes, in the form in which requests are compared. */
const takes: Readonly<Record<MatcherWord, (asked: unknown) => boolean>> = {
  string: (asked) => typeof asked === 'string' && !isSecretNumber(asked),
  number: (asked) => typeof asked === 'number' || isSecretNumber(asked) || isInexactNumber(asked),
  boolean: (asked) => typeof asked === 'boolean',
  list: (asked) => Array.isArray(asked),
  object: (asked) => isJsonObject(asked) && !isInexactNumber(asked),
  value: () => true,
  email: (asked) => isText(asked, /^[^\s@]+@[^\s@]+$/),
  uuid: (asked) => isText(asked, /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i),
  time: (asked) => isText(asked, /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/i) && !Number.isNaN(Date.parse(String(asked))),
};

/** What a secret looked like nobody knows any more. */
function isText(asked: unknown, form: RegExp): boolean {
  return typeof asked === 'string' && (form.test(asked) || /^<secret \d+>$/.test(asked));
}

function isSecretNumber(asked: unknown): boolean {
  return typeof asked === 'string' && asked.startsWith('<secret number ');
}

function isInexactNumber(asked: unknown): boolean {
  return isJsonObject(asked) && 'number as it was sent' in asked;
}
