import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoders } from '../../test/support/encoders.ts';
import { replaceSpellings, SpellingIndex } from './spellings.ts';

const secret = 'Gr\u00fc\u00dfe/"9+9" & \\ok!';
const guid = '0e9a1f77-1b2c-4d3e-8f90-123456789abc';

function hide(text: string, values: readonly string[] = [secret], standing = 'HIDDEN'): string {
  const index = new SpellingIndex();
  for (const value of values) index.add(value, standing);
  return replaceSpellings(text, [index]);
}

test.each([
  ['as it is', secret],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded in lower case', encodeURIComponent(secret).replace(/%../g, (each) => each.toLowerCase())],
  ['with every byte percent-encoded', encoders.everyByte(secret)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
  ['as a form', new URLSearchParams({ a: secret }).toString().slice(2)],
  ['as old scripts escape', 'Gr%FC%DFe/%229+9%22%20%26%20%5Cok%21'],
  ['with units of old scripts', 'Gr%u00fc%u00DFe/"9+9" & \\ok!'],
  ['as named entities', 'Gr&uuml;&szlig;e&sol;&quot;9&plus;9&quot; &amp; &bsol;ok&excl;'],
  ['as decimal entities', encoders.decimalEntities(secret)],
  ['as hexadecimal entities', encoders.hexEntities(secret)],
  ['as entities with zeros and without semicolons', '&#0000000071&#X00000000000000072;&#252;&szlig;e/"9+9" & \\ok!'],
  ['in JSON', JSON.stringify(secret).slice(1, -1)],
  ['in JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
  ['with every unit escaped', encoders.everyUnit(secret)],
  ['as scripts escape', 'Gr\\xfc\\xDFe\\/\\"9+9\\" & \\\\ok!'],
  ['in JSON that escapes slashes', 'Gr\\u00fc\\u00DFe\\/\\"9\\u002b9\\" \\u0026 \\\\ok!'],
  ['read as Latin-1', Buffer.from(secret).toString('latin1')],
  ['read as Windows-1252', 'Gr\u00c3\u00bc\u00c3\u0178e/"9+9" & \\ok!'],
  [
    'percent-encoded in HTML in JSON',
    JSON.stringify(encoders.decimalEntities(encoders.everyByte(secret))).slice(1, -1),
  ],
])('a value is found %s', (_how, spelled) => {
  expect(hide(`before ${spelled} after`)).toBe('before HIDDEN after');
});

test.each(['a', 'ab', 'abc'])('a value is found in base64 behind %s, which is encoded itself', (before) => {
  for (const text of [secret, JSON.stringify({ secret }), encodeURIComponent(secret)]) {
    const base64 = Buffer.from(`${before}${text}zz`).toString('base64');
    const core = base64.slice(4 + before.length, -8);
    for (const spelled of [base64, base64.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(base64)]) {
      expect(hide(spelled)).not.toBe(spelled);
      expect(hide(spelled)).not.toContain(core);
    }
  }
});

test('GUIDs and hexadecimal keys are found in either case, other values as they are written', () => {
  const key = 'c0ffee00c0ffee00c0ffee00c0ffee00';
  for (const value of [guid, `pit-${guid}`, key]) {
    expect(hide(`<${value.toUpperCase()}>`, [value])).toBe('<HIDDEN>');
    expect(hide(`<${value}>`, [value.toUpperCase()])).toBe('<HIDDEN>');
  }
  expect(hide('SOMEWORD', ['someword'])).toBe('SOMEWORD');
});

test('what takes the place of a value is spelled as the value was', () => {
  const standing = 'a "b" <c> & \u00fc';
  const spellings = {
    percent: encodeURIComponent,
    json: (text: string) => JSON.stringify(text).slice(1, -1),
    twice: (text: string) => encodeURIComponent(encodeURIComponent(text)),
    percentInJson: (text: string) => JSON.stringify(encodeURIComponent(text)).slice(1, -1),
    latin1: (text: string) => Buffer.from(text).toString('latin1'),
  };
  for (const spell of Object.values(spellings)) {
    expect(hide(spell(secret), [secret], standing)).toBe(spell(standing));
  }
  expect(hide(encoders.decimalEntities(secret), [secret], standing)).toBe('a &#34;b&#34; &#60;c&#62; &#38; \u00fc');
});

test('a value that a header brought as Latin-1 is found as the UTF-8 that it was', () => {
  expect(hide(`<${secret}>`, [Buffer.from(secret).toString('latin1')])).toBe('<HIDDEN>');
});

test('of values that begin alike the longest is taken, and what only looks like one stays', () => {
  const values = ['Tr0mbone', 'Tr0mbone!x', 'Tr0mbone!xyz', 'Tr0mpet'];
  const index = new SpellingIndex();
  for (const [number, value] of values.entries()) index.add(value, `<${number}>`);
  const text = 'Tr0mbone, Tr0mbone!x Tr0mbone!xyz Tr0mpets Tr0mpe Tr0mb%6Fne!xz';
  expect(replaceSpellings(text, [index])).toBe('<0>, <1> <2> <3>s Tr0mpe %3C1%3Ez');
});

const marks = '%&\\;#+/~"\'<>=@! abcfnrtu0123456789ABCDEF';
const character = fc.oneof(fc.constantFrom(...marks), fc.constantFrom('\u00fc', '\u20ac', '\u{1f511}', '\n', '\u044f'));
const value = fc.string({ unit: character, minLength: 6, maxLength: 24 });
const composition = fc.array(fc.constantFrom(...Object.values(encoders)), { maxLength: 4 });

test('a value is found in every composition of encoders, whatever stands around it', () => {
  fc.assert(
    fc.property(
      value,
      composition,
      fc.string({ unit: character }),
      fc.string({ unit: character }),
      (text, chain, before, after) => {
        const spelled = chain.reduce((each, encode) => encode(each), text);
        expect(hide(before + spelled + after, [text])).toContain('HIDDEN');
      },
    ),
    { numRuns: 3_000 },
  );
});

test('a text without the value stays as it is, whatever is encoded in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: character }), composition, (text, chain) => {
      const spelled = chain.reduce((each, encode) => encode(each), text);
      expect(hide(spelled, ['Zebra7-Quagga8'])).toBe(spelled);
    }),
  );
});

test.each([
  ['%', '%25', '%41', '%C3', '%5c', '%25%', 'x%7a'],
  ['&', '&amp;', '&#', '&#0', '&#37;', '&amp;#92;'],
  ['\\', '\\\\', '\\\\\\"', '\\u005c'],
  ['\u00c3', '\u00c3\u0083', '\u00e2\u0082', 'zzzzzzz'],
])('texts of %s, %s, %s, %s and the like alone are searched to their ends', (...parts) => {
  const values = [secret, guid, '%%%%%%%%', '&&&&&&&&', 'zzzzzzzz%'];
  for (const part of parts) {
    for (const length of [2_000, 64_000]) {
      const text = `${part.repeat(length / part.length)} ${secret}`;
      expect(hide(text, values).endsWith(' HIDDEN'), part).toBe(true);
    }
  }
});

test('a text that would take too long to search is hidden as a whole', () => {
  const value = `${'z'.repeat(400)}%`;
  expect(hide('z'.repeat(100_000), [value])).toBe('***');
});

test('a value is found wherever it stands in a text of many megabytes', () => {
  const at = 4 * 1_048_576;
  const spelled = encoders.everyByte(secret);
  for (const before of [at - spelled.length + 1, at - 1, at]) {
    const text = `${'x'.repeat(before)}${spelled} and ${secret}yyy`;
    expect(hide(text)).toBe(`${'x'.repeat(before)}HIDDEN and HIDDENyyy`);
  }
});

test('a secret of thousands of characters is found, encoded or not', () => {
  for (const part of ['@.', ' ', '"', '\u00fc', '%41', '&']) {
    const long = part.repeat(20_000 / part.length);
    expect(hide(`<${long}>`, [long])).toBe('<HIDDEN>');
    expect(hide(`<${encodeURIComponent(long)}>`, [long])).toBe('<HIDDEN>');
  }
});
