/** Shorter values are only looked for at their declared place: they would hide half of every text. */
export const shortestElsewhere = 6;

/**
 * How many characters are compared for each character of a text. Secrets as they are need a few; only lists of them that
 * are made to be searched for ever need more.
 */
const effortPerCharacter = 200;
/** What stands in the place of a text that cannot be searched to its end with that effort. */
const nothingShown = '***';

interface Spelling {
  readonly text: string;
  readonly replacement: string;
}

/** How many more characters may be compared. */
interface Effort {
  left: number;
}

/** The spellings that begin alike, by their text. */
interface Alike {
  readonly byText: Map<string, Spelling>;
  /** Of the texts, longest first. */
  lengths: number[];
}

/**
 * Values with what stands for each, found in texts however they are spelled: as they are, percent-encoded, JSON-escaped,
 * in base64 also as a part of a longer base64 text. Grows in place, so that values that come one by one (issued tokens)
 * need no new index.
 */
export class SpellingIndex {
  readonly #byBeginning = new Map<string, Alike>();
  /** The first two characters of each: by them alone, nearly every place of a text is passed over. */
  readonly #firstTwo = new Set<number>();
  readonly #respell: boolean;

  /** @param respell Whether the replacement is spelled in the way of the value that it replaces. */
  constructor(respell = true) {
    this.#respell = respell;
  }

  /** A value that is too short to be looked for is left out. */
  add(value: string, replacement: string): void {
    if (value.length < shortestElsewhere) return;
    for (const spelling of spellingsOf(value, replacement)) {
      this.#insert(this.#respell ? spelling : { ...spelling, replacement });
    }
  }

  get isEmpty(): boolean {
    return this.#byBeginning.size === 0;
  }

  /** The longest spelling that stands at a place of a text. */
  at(text: string, place: number, effort: Effort): Spelling | undefined {
    if (!this.#firstTwo.has(firstTwo(text, place))) return undefined;
    const alike = this.#byBeginning.get(beginningAt(text, place));
    if (!alike) return undefined;
    for (const length of alike.lengths.filter((each) => place + each <= text.length)) {
      effort.left -= length;
      if (effort.left < 0) return undefined;
      const found = alike.byText.get(text.slice(place, place + length));
      if (found) return found;
    }
    return undefined;
  }

  #insert(spelling: Spelling): void {
    const beginning = beginningAt(spelling.text, 0);
    const { length } = spelling.text;
    const alike = this.#byBeginning.get(beginning);
    this.#firstTwo.add(firstTwo(spelling.text, 0));
    if (!alike) {
      this.#byBeginning.set(beginning, { byText: new Map([[spelling.text, spelling]]), lengths: [length] });
    } else if (!alike.byText.has(spelling.text)) {
      alike.byText.set(spelling.text, spelling);
      if (!alike.lengths.includes(length)) alike.lengths = [...alike.lengths, length].sort((one, other) => other - one);
    }
  }
}

/** Replaces every spelling of every value; a text is read once for all of them, with an effort that is bounded. */
export function replaceSpellings(text: string, indexes: readonly SpellingIndex[]): string {
  if (indexes.every(({ isEmpty }) => isEmpty)) return text;
  const filled = indexes.filter(({ isEmpty }) => !isEmpty);
  const effort = { left: effortPerCharacter * text.length };
  let replaced = '';
  let kept = 0;
  for (let place = 0; place + shortestElsewhere <= text.length; place += 1) {
    const found = longestAt(text, place, filled, effort);
    if (effort.left < 0) return nothingShown;
    if (!found) continue;
    replaced += text.slice(kept, place) + found.replacement;
    kept = place + found.text.length;
    place = kept - 1;
  }
  return replaced + text.slice(kept);
}

function longestAt(
  text: string,
  place: number,
  indexes: readonly SpellingIndex[],
  effort: Effort,
): Spelling | undefined {
  let longest: Spelling | undefined;
  for (const index of indexes) {
    const found = index.at(text, place, effort);
    if (found && found.text.length > (longest?.text.length ?? 0)) longest = found;
  }
  return longest;
}

function beginningAt(text: string, place: number): string {
  return text.slice(place, place + shortestElsewhere);
}

/** Two characters as one small number; only those beyond ASCII may share one. */
function firstTwo(text: string, place: number): number {
  return (text.charCodeAt(place) << 7) ^ text.charCodeAt(place + 1);
}

function spellingsOf(value: string, replacement: string): Spelling[] {
  const percent = encodeURIComponent(value.toWellFormed());
  const encoded = encodeURIComponent(replacement);
  return [
    { text: value, replacement },
    { text: percent, replacement: encoded },
    { text: percent.toLowerCase(), replacement: encoded },
    { text: percent.replaceAll('%20', '+'), replacement: encoded },
    { text: escaped(value), replacement: escaped(replacement) },
    // JSON inside of JSON, such as a message that quotes a body.
    { text: escaped(escaped(value)), replacement: escaped(escaped(replacement)) },
    ...base64Spellings(value, replacement),
  ].filter(({ text }) => text.length >= shortestElsewhere);
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Three bytes are four characters of base64, so inside a longer text a value has three spellings without its edges. */
function base64Spellings(value: string, replacement: string): Spelling[] {
  const whole = Buffer.from(value).toString('base64');
  const standing = Buffer.from(replacement).toString('base64');
  const texts = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
    const bits = shifted.length * 8;
    return shifted.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6));
  });
  return [
    { text: whole, replacement: standing },
    ...texts.map((text) => ({ text, replacement: standing.replace(/(?<!=)=+$/, '') })),
  ].flatMap((spelling) => [spelling, { ...spelling, text: spelling.text.replaceAll('+', '-').replaceAll('/', '_') }]);
}
