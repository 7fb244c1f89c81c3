/** A `+` of a form is a blank, and somebody may have read one that is none. */
export function plusAsBlank(code: number): number {
  return code === 0x2b ? 0x20 : code;
}

export function plusAndBlank(character: string): readonly string[] {
  return character === '+' || character === ' ' ? ['+', ' '] : [character];
}

/** Of ASCII. */
export function lowerCase(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

export function bothCases(character: string): readonly string[] {
  return [character.toLowerCase(), character.toUpperCase()];
}

/** Base64 of URLs has `-` and `_` for `+` and `/`, and of a `+` a form makes a blank. */
export function oneAlphabet(code: number): number {
  if (code === 0x2d || code === 0x20) return 0x2b;
  return code === 0x5f ? 0x2f : code;
}

export function base64Twins(character: string): readonly string[] {
  if (character === '+') return ['+', '-', ' '];
  return character === '/' ? ['/', '_'] : [character];
}
