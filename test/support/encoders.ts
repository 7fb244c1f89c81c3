/** Ways to spell a text that whoever reads it sees through. Each encodes more, or otherwise, than is needed. */
export const encoders = {
  percent: encodeURIComponent,
  uri: encodeURI,
  strictPercent: (text: string) => encodeURIComponent(text).replace(/[!'()*~.-]/g, percentOf),
  percentLowerCase: (text: string) => encodeURIComponent(text).replace(/%../g, (each) => each.toLowerCase()),
  everyByte: (text: string) => [...Buffer.from(text)].map((byte) => `%${hex(byte, 2)}`).join(''),
  everySecond: (text: string) => everySecond(text, '%', percentOf),
  form: (text: string) => new URLSearchParams({ a: text }).toString().slice(2),
  fewEntities: (text: string) => text.replace(/[&<>"']/g, (mark) => named[mark] ?? mark),
  decimalEntities: (text: string) => [...text].map((each) => `&#${each.codePointAt(0)};`).join(''),
  hexEntities: (text: string) => [...text].map((each) => `&#x${hex(each.codePointAt(0) ?? 0, 6)};`).join(''),
  upperHexEntities: (text: string) =>
    everySecond(text, '&', (each) => `&#X${hex(each.codePointAt(0) ?? 0).toUpperCase()};`),
  json: (text: string) => JSON.stringify(text).slice(1, -1),
  jsonOfPhp: (text: string) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('/', '\\/')
      .replace(/[^ -~]/g, unitOf),
  everyUnit: (text: string) => text.split('').map(unitOf).join(''),
  someUnits: (text: string) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[&<>']/g, (each) => unitOf(each).toUpperCase().replace('U', 'u')),
  pointer: (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1'),
  latin1: (text: string) => Buffer.from(text).toString('latin1'),
} as const satisfies Readonly<Record<string, (text: string) => string>>;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function hex(number: number, digits = 0): string {
  return number.toString(16).padStart(digits, '0');
}

function percentOf(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${hex(byte, 2).toUpperCase()}`).join('');
}

function unitOf(character: string): string {
  return `\\u${hex(character.charCodeAt(0), 4)}`;
}

/** Encodes every second character, and the sign by which the encoding begins wherever it stands. */
function everySecond(text: string, sign: string, encode: (character: string) => string): string {
  let count = 0;
  return text.replace(/[^\p{L}\p{N}]|[\p{L}\p{N}]/gu, (each) => {
    count += 1;
    return each === sign || (count % 2 === 0 && /[^%&;\d]/u.test(each)) ? encode(each) : each;
  });
}
