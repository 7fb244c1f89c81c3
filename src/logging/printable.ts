/** What a terminal obeys or hides instead of showing it: controls, C1 too, marks that turn the direction of a text, odd line breaks. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** One line for a terminal: names of files, of recordings and of pacts may hold anything. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, '?');
}

/** The same for a text of several lines, all but the first indented: what somebody else wrote begins none. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n    ');
}

/** A value as JSON that a terminal shows as it is: the same value, in other spelling. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(unprintable, (found) =>
    found === '\n' ? found : escaped(found),
  );
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
