/** By so many characters a value is found in a text: there are few such beginnings, since placeholders have few forms. */
const beginningLength = 4;
/**
 * Of the values that begin alike, those of so many lengths are looked for. Placeholders of one form have one length each, but
 * for those of hexadecimal keys, and no request has keys of so many lengths.
 */
const maxLengths = 16;

/** Values with a name for each, which takes their place in texts. A text is read once, however many values there are. */
export class NamedTexts {
  readonly #names = new Map<string, string>();
  /** Of the values that begin so, longest first. */
  readonly #lengths = new Map<string, readonly number[]>();
  /** The first two characters of each: by them alone, nearly every place of a text is passed over. */
  readonly #firstTwo = new Set<number>();
  #shortest = Number.POSITIVE_INFINITY;

  /** A value is found by its first characters, so it must not be shorter. */
  add(value: string, name: string): void {
    const beginning = value.slice(0, beginningLength);
    const { length } = value;
    const lengths = this.#lengths.get(beginning) ?? [];
    if (!lengths.includes(length)) {
      if (lengths.length >= maxLengths) return;
      this.#lengths.set(
        beginning,
        [...lengths, length].sort((one, other) => other - one),
      );
      this.#firstTwo.add(firstTwo(value, 0));
      this.#shortest = Math.min(this.#shortest, length);
    }
    this.#names.set(value, name);
  }

  /** The text with the name of each value that stands in it; of two at one place, that of the longer one. */
  replaceIn(text: string): string {
    let replaced = '';
    let kept = 0;
    for (let place = 0; place + this.#shortest <= text.length; place += 1) {
      const value = this.#firstTwo.has(firstTwo(text, place)) ? this.#valueAt(text, place) : undefined;
      if (value === undefined) continue;
      replaced += text.slice(kept, place) + this.#names.get(value);
      kept = place + value.length;
      place = kept - 1;
    }
    return kept === 0 ? text : replaced + text.slice(kept);
  }

  #valueAt(text: string, place: number): string | undefined {
    for (const length of this.#lengths.get(text.slice(place, place + beginningLength)) ?? []) {
      const value = text.slice(place, place + length);
      if (this.#names.has(value)) return value;
    }
    return undefined;
  }
}

/** Two characters as one number. */
function firstTwo(text: string, place: number): number {
  return (text.charCodeAt(place) << 16) | text.charCodeAt(place + 1);
}
