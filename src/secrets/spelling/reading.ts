/** How many encodings may lie on top of each other: four in an exchange, and those that a file and a text in it add. */
export const mostLayers = 6;

/** A character as it can be read at a place of a text. */
export interface Reading {
  /** Its code unit, or its code point beyond U+FFFF. */
  readonly code: number;
  /** The place after it. */
  readonly end: number;
  /** The encodings that were taken off; 0 where it stands as it is. */
  readonly layers: number;
}

/** Whether a reading is one that is looked for. */
export type IsTaken = (code: number, layers: number) => boolean;

/** A text of which is known what can be read at its places. */
export interface ReadableText {
  /** What is taken of all that can be read at a place when at most so many encodings are taken off. */
  all(place: number, layers: number, isTaken: IsTaken): Reading[];
  /** The first of them. */
  one(place: number, layers: number, isTaken: IsTaken): Reading | undefined;
}
