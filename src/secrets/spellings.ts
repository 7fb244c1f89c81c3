import { type Alike, bothAlphabets, bothCases, plusAndBlank } from './spelling/alike-characters.ts';
import { CodeSet } from './spelling/code-set.ts';
import { respelled } from './spelling/layers.ts';
import { SpelledText } from './spelling/spelled-text.ts';
import { base64Spellings, hasNoCase, plainSpellings } from './spelling/value-spellings.ts';
import { type Match, ValueTree } from './spelling/value-tree.ts';

/** Shorter values are only looked for at their declared place: they would hide half of every text. */
export const shortestElsewhere = 6;

/**
 * How much is compared and decoded for each character of a text. Secrets as they are need a few; only lists of them and texts
 * that are made to be searched for ever need more.
 */
const effortPerCharacter = 16;
/** What stands in the place of a text that cannot be searched to its end with that effort. */
const nothingShown = '***';

/** Longer texts, such as files, are searched in parts, each with as much of what follows as a value may take. */
const maxAtOnce = 4 * 1_048_576;
const longestSpelling = 1_048_576;

/** What stands for a value. */
interface Standing {
  readonly replacement: string;
  /** Whether the value is spelled in base64, and alone there. */
  readonly base64?: 'whole' | 'part';
}

/** Where a value stands in a text, and what takes its place. */
interface Found {
  readonly end: number;
  readonly replacement: string;
}

/**
 * Values with what stands for each, found in texts however each of their characters is spelled there ({@link SpelledText}),
 * and in base64, also as a part of a longer base64 text; GUIDs and hexadecimal keys in either case. Grows in place, so that
 * values that come one by one (issued tokens) need no new index.
 */
export class SpellingIndex {
  readonly #plain = new ValueTree<Standing>(plusAndBlank);
  readonly #caseless = new ValueTree<Standing>(bothCases);
  readonly #base64 = new ValueTree<Standing>(bothAlphabets);
  /** The first character of each, and the first two: by them alone, nearly every place of a text is passed over. */
  readonly #first = new CodeSet();
  readonly #firstTwo = new CodeSet();
  readonly #respell: boolean;
  #isEmpty = true;

  /** @param respell Whether the replacement is spelled in the way of the value that it replaces. */
  constructor(respell = true) {
    this.#respell = respell;
  }

  /** A value that is too short to be looked for is left out. */
  add(value: string, replacement: string): void {
    if (value.length < shortestElsewhere) return;
    this.#isEmpty = false;
    for (const text of plainSpellings(value)) this.#addPlain(text, { replacement });
    for (const [index, text] of base64Spellings(value).entries()) {
      if (text.length < shortestElsewhere) continue;
      // The first one of each four is the value alone.
      this.#base64.add(text, { replacement, base64: index % 4 === 0 ? 'whole' : 'part' });
      this.#begins(text, bothAlphabets);
    }
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** Whether some value may begin with two characters, which are one number. */
  hasPair(pair: number): boolean {
    return this.#firstTwo.has(pair);
  }

  /** The longest value that stands at a place of a text. */
  at(text: SpelledText, place: number): Found | undefined {
    if (!this.#mayBegin(text, place)) return undefined;
    let longest: Match<Standing> | undefined;
    for (const tree of [this.#plain, this.#caseless, this.#base64]) {
      const match = tree.longestAt(text, place);
      if (match && match.end > (longest?.end ?? 0)) longest = match;
    }
    if (!longest) return undefined;
    const { end, layers, entry } = longest;
    return { end, replacement: this.#respell ? respelled(spelled(entry), layers) : entry.replacement };
  }

  #addPlain(text: string, standing: Standing): void {
    if (hasNoCase(text)) {
      this.#caseless.add(text, standing);
      this.#begins(text, bothCases);
    } else {
      this.#plain.add(text, standing);
      this.#begins(text, plusAndBlank);
    }
  }

  /** Notes with which characters a value begins where they are not encoded. */
  #begins(text: string, { twins }: Alike): void {
    for (const first of twins(text.charAt(0))) {
      this.#first.add(first.charCodeAt(0));
      for (const second of twins(text.charAt(1))) this.#firstTwo.add(firstTwo(first + second, 0));
    }
  }

  #mayBegin(text: SpelledText, place: number): boolean {
    return this.#firstTwo.has(firstTwo(text.text, place)) || (!text.isPlain && this.#mayBeginEncoded(text, place));
  }

  #mayBeginEncoded({ text, encoded }: SpelledText, place: number): boolean {
    if (encoded.first(place) === 0 && encoded.first(place + 1) === 0) return false;
    if (this.#first.has(text.charCodeAt(place))) return true;
    for (let reading = encoded.first(place); reading !== 0; reading = encoded.next(reading)) {
      if (encoded.code(reading) > 0xffff || this.#first.has(encoded.code(reading))) return true;
    }
    return false;
  }
}

/** Replaces every spelling of every value; a text is read once for all of them, with an effort that is bounded. */
export function replaceSpellings(text: string, indexes: readonly SpellingIndex[]): string {
  if (text.length < shortestElsewhere) return text;
  const filled = indexes.filter(isFilled);
  if (filled.length === 0) return text;
  if (text.length <= maxAtOnce) return replaceUntil(text, text.length, filled).replaced;
  let replaced = '';
  for (let start = 0; start < text.length; ) {
    const part = replaceUntil(text.slice(start, start + maxAtOnce + longestSpelling), maxAtOnce, filled);
    replaced += part.replaced;
    start += part.end;
  }
  return replaced;
}

/** Replaces what begins before a place; what ends behind it is replaced whole. */
function replaceUntil(
  text: string,
  until: number,
  indexes: readonly SpellingIndex[],
): { replaced: string; end: number } {
  const searched = new SpelledText(text, { left: effortPerCharacter * text.length });
  const last = Math.min(until - 1, text.length - shortestElsewhere);
  let replaced = '';
  let kept = 0;
  for (let place = 0; place <= last; place += 1) {
    if (searched.isPlain && !mayBegin(indexes, firstTwo(text, place))) continue;
    const found = longestAt(searched, place, indexes);
    if (searched.effort.left < 0) return { replaced: nothingShown, end: Math.max(until, kept) };
    if (!found) continue;
    replaced += text.slice(kept, place) + found.replacement;
    kept = found.end;
    place = kept - 1;
  }
  const end = Math.max(Math.min(until, text.length), kept);
  return { replaced: replaced + text.slice(kept, end), end };
}

function mayBegin(indexes: readonly SpellingIndex[], pair: number): boolean {
  for (const index of indexes) if (index.hasPair(pair)) return true;
  return false;
}

function isFilled({ isEmpty }: SpellingIndex): boolean {
  return !isEmpty;
}

/** Of what stands in base64 the part inside of a longer text has no end of its own. */
function spelled({ replacement, base64 }: Standing): string {
  if (base64 === undefined) return replacement;
  const text = Buffer.from(replacement).toString('base64');
  return base64 === 'whole' ? text : text.replace(/(?<!=)=+$/, '');
}

function longestAt(text: SpelledText, place: number, indexes: readonly SpellingIndex[]): Found | undefined {
  let longest: Found | undefined;
  for (const index of indexes) {
    const found = index.at(text, place);
    if (found && found.end > (longest?.end ?? 0)) longest = found;
  }
  return longest;
}

/** Two characters as one number; only those beyond ASCII may share one. */
function firstTwo(text: string, place: number): number {
  return (text.charCodeAt(place) << 7) ^ text.charCodeAt(place + 1);
}
