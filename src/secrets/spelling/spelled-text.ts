import { isContinuation } from './character-codes.ts';
import { decodedFrom } from './character-decoders.ts';
import { layerCount } from './layers.ts';
import { type IsTaken, mostLayers, type ReadableText, type Reading } from './reading.ts';
import { ReadingList } from './reading-list.ts';

/** At one place. Only a text that is made for it has more. */
const mostReadings = 24;

/** In a row: one that is escaped six times. Where more follow, none escapes anything. */
const mostBackslashes = 64;

/** How much more may be compared. */
export interface Effort {
  left: number;
}

/** Of texts in which every character stands as it is. */
const nothingEncoded = new ReadingList(0);
const noBackslashes = new Uint8Array(0);

/**
 * A text whose characters can be read in whatever encoding they stand there: percent-encoded, as HTML entities, escaped as in
 * JSON, as UTF-8 that was taken for Latin-1, or several on top of each other. `%2526lt;` begins with a `%`, and with a `<`
 * that is eight characters long. Every place is read once, the last one first, since what is read at one is made of what is
 * read behind it: the effort is linear in the text.
 */
export class SpelledText implements ReadableText {
  readonly text: string;
  readonly effort: Effort;
  /** Whether nothing can be encoded in it, as in most texts. */
  readonly isPlain: boolean;
  /** What can be read that does not stand there. */
  readonly encoded: ReadingList = nothingEncoded;
  /** How many backslashes in a row can be read from each place on. */
  readonly #backslashes: Uint8Array = noBackslashes;

  constructor(text: string, effort: Effort) {
    this.text = text;
    this.effort = effort;
    this.isPlain = !/[%&\\\u00c2-\u00f4]|~[01]/.test(text);
    if (this.isPlain) return;
    this.encoded = new ReadingList(text.length);
    this.#backslashes = new Uint8Array(text.length + 1);
    for (let place = text.length - 1; place >= 0; place -= 1) {
      if (mayBegin(text.charCodeAt(place))) this.#readAt(place);
    }
  }

  all(place: number, layers: number, isTaken: IsTaken): Reading[] {
    const found = isTaken(this.text.charCodeAt(place), 0) ? [this.#itself(place)] : [];
    for (let number = this.encoded.first(place); number !== 0; number = this.encoded.next(number))
      if (this.#isOf(number, layers, isTaken)) found.push(this.#reading(number));
    return found;
  }

  one(place: number, layers: number, isTaken: IsTaken): Reading | undefined {
    if (isTaken(this.text.charCodeAt(place), 0)) return this.#itself(place);
    for (let number = this.encoded.first(place); number !== 0; number = this.encoded.next(number))
      if (this.#isOf(number, layers, isTaken)) return this.#reading(number);
    return undefined;
  }

  #isOf(number: number, layers: number, isTaken: IsTaken): boolean {
    const own = this.encoded.layers(number);
    return isTaken(this.encoded.code(number), own) && layerCount(own) <= layers;
  }

  #itself(place: number): Reading {
    return { code: this.text.charCodeAt(place), end: place + 1, layers: 0 };
  }

  #reading(number: number): Reading {
    return { code: this.encoded.code(number), end: this.encoded.end(number), layers: this.encoded.layers(number) };
  }

  #readAt(place: number): void {
    if (this.#isLetter(place)) return;
    const found = [this.#itself(place)];
    // What is found may begin something itself: the list grows meanwhile.
    for (const reading of found) if (layerCount(reading.layers) < mostLayers) this.#addDecoded(place, reading, found);
    for (const { code, end } of found) if (code === 0x5c) this.#countBackslashes(place, end);
  }

  #countBackslashes(place: number, end: number): void {
    const count = Math.min(this.#backslashesAt(end) + 1, mostBackslashes);
    if (count > this.#backslashesAt(place)) this.#backslashes[place] = count;
  }

  #backslashesAt(place: number): number {
    return this.#backslashes[place] ?? 0;
  }

  #addDecoded(place: number, reading: Reading, found: Reading[]): void {
    if (reading.code === 0x5c && this.#backslashesAt(reading.end) === mostBackslashes) return;
    for (const made of decodedFrom(this, reading)) {
      if (found.length < mostReadings && this.encoded.add(place, made)) found.push(made);
    }
  }

  /** A letter such as `é` is one of UTF-8 only where others follow. */
  #isLetter(place: number): boolean {
    if (this.text.charCodeAt(place) < 0x80 || this.encoded.first(place + 1) !== 0) return false;
    return !isContinuation(this.text.charCodeAt(place + 1));
  }
}

/** `%`, `&`, a backslash, or the first byte of several in UTF-8. */
function mayBegin(code: number): boolean {
  return code === 0x25 || code === 0x26 || code === 0x5c || code === 0x7e || (code >= 0xc2 && code <= 0xf4);
}
