/** Encodings that lie on top of each other, as the digits of an octal number, the innermost last; 0 for none. */
export const layer = { percent: 1, html: 2, json: 3, latin1: 4, pointer: 5 } as const;

/** An encoding inside of others. */
export function layered(inner: number, outer: number): number {
  return outer * 8 + inner;
}

/** How many encodings there are. */
export function layerCount(layers: number): number {
  return Math.ceil((32 - Math.clz32(layers)) / 3);
}

/** Of encodings that lie on parts of one text, those of the part that has the most. */
export function moreLayers(one: number, other: number): number {
  return layerCount(other) > layerCount(one) ? other : one;
}

/** What is left when JSON in JSON is taken off, however often. */
export function withoutJson(layers: number): number {
  let left = layers;
  while ((left & 7) === layer.json) left >>= 3;
  return left;
}

/** Spells a text in encodings, so that in the place of another one it leaves what is around it what it is. */
export function respelled(text: string, layers: number): string {
  let spelled = text;
  for (let left = layers; left > 0; left >>= 3) spelled = encoders[left & 7]?.(spelled) ?? spelled;
  return spelled;
}

const encoders: Readonly<Record<number, (text: string) => string>> = {
  [layer.percent]: (text) => encodeURIComponent(text.toWellFormed()),
  [layer.html]: (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`),
  [layer.json]: escapedJson,
  [layer.pointer]: (text) => text.replaceAll('~', '~0').replaceAll('/', '~1'),
  [layer.latin1]: (text) => Buffer.from(text).toString('latin1'),
};

/** As it stands in a string of JSON. */
export function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
