/** Characters that count as the same one. */
export interface Alike {
  /** The one that stands for a code unit. */
  one(code: number): number;
  /** A text with only those. */
  all(text: string): string;
  /** All that a character may be. */
  twins(character: string): readonly string[];
}

/** A `+` of a form is a blank, and somebody may have read one that is none. */
export const plusAndBlank: Alike = {
  one: (code) => (code === 0x2b ? 0x20 : code),
  all: (text) => text.replaceAll('+', ' '),
  twins: (character) => (character === '+' || character === ' ' ? ['+', ' '] : [character]),
};

/** Letters of ASCII in either case. */
export const bothCases: Alike = {
  one: (code) => (code >= 0x41 && code <= 0x5a ? code + 0x20 : code),
  all: (text) => text.toLowerCase(),
  twins: (character) => [character.toLowerCase(), character.toUpperCase()],
};

/** Base64 of URLs has `-` and `_` for `+` and `/`, and of a `+` a form makes a blank. */
export const bothAlphabets: Alike = {
  one: (code) => {
    if (code === 0x2d || code === 0x20) return 0x2b;
    return code === 0x5f ? 0x2f : code;
  },
  all: (text) => text.replace(/[- ]/g, '+').replaceAll('_', '/'),
  twins: (character) => {
    if (character === '+') return ['+', '-', ' '];
    return character === '/' ? ['/', '_'] : [character];
  },
};
