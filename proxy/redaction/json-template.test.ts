import fc from 'fast-check';
import { type JSONVisitor, visit } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { jsonTemplate } from './json-template.ts';
import { rolesOf } from './roles.ts';
import { type Change, eachSlot, render, type Slot, type Template } from './template.ts';

const roles = rolesOf(leeloo, undefined, 'request');

function templateOf(text: string): Template {
  const template = jsonTemplate(text, roles);
  if (!template) throw new Error('This should be JSON.');
  return template;
}

function slotsOf(text: string): Slot[] {
  const slots: Slot[] = [];
  eachSlot(templateOf(text), (slot) => slots.push(slot));
  return slots;
}

function changedBy(change: (value: string) => string): Change {
  return { value: ({ value }) => change(value), text: (text) => text, held: (text) => text };
}

function secretsIn(text: string): string[] {
  return slotsOf(text).flatMap(({ value, role }) => (role && 'secret' in role ? [value] : []));
}

test('takes JSON behind a byte-order mark apart, and keeps the mark', () => {
  const text = '\ufeff{"email":"a@b.example"}';
  expect(
    render(
      templateOf(text),
      changedBy((value) => value.toUpperCase()),
    ),
  ).toBe('\ufeff{"EMAIL":"A@B.EXAMPLE"}');
});

/** What another parser finds, each with the place where it stands. */
function leavesOf(text: string): [value: unknown, offset: number][] {
  const leaves: [unknown, number][] = [];
  const add = (value: unknown, offset: number) => leaves.push([value, offset]);
  const visitor: JSONVisitor = { onObjectProperty: add, onLiteralValue: add };
  visit(text, visitor);
  return leaves;
}

/** White space of all kinds between what a printer puts on lines of their own. */
const printed = fc
  .tuple(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom('', ' ', '\t', '  '), fc.constantFrom('\n', '\r\n', ' \n\t'))
  .map(([value, indent, line]) => JSON.stringify(value, null, indent).replaceAll('\n', line));

test('finds the values of any JSON where another parser finds them, and changes no byte between them', () => {
  fc.assert(
    fc.property(printed, (text) => {
      const template = templateOf(text);
      let offset = 0;
      const found = template.flatMap((part) => {
        const start = offset;
        offset += typeof part === 'string' ? part.length : part.raw.length;
        return typeof part === 'string' ? [] : [[JSON.parse(part.raw), start]];
      });
      expect(found).toEqual(leavesOf(text));
      expect(
        render(
          template,
          changedBy((value) => value),
        ),
      ).toBe(text);
    }),
  );
});

test('decodes texts and names, and keeps numbers as they are written', () => {
  const text = String.raw`{"a\"b\\":"\u00e9\n","n":[-0.00,2e+3,9007199254740993],"a\"b\\":{}}`;
  expect(slotsOf(text).map(({ value }) => value)).toEqual([
    ...['a"b\\', 'é\n', 'n', '-0.00', '2e+3', '9007199254740993'],
    'a"b\\',
  ]);
});

test('takes JSON in a text of JSON apart, too', () => {
  const text = JSON.stringify({ log: JSON.stringify({ password: 'one two' }) });
  expect(secretsIn(text)).toEqual(['one two']);
});

test.each([
  ['a text', '{"name":"Authorization","value":"abc"}', ['abc']],
  ['a text before its name', '{"value":"abc","name":"Authorization"}', ['abc']],
  ['a number', '[{"name":"password","value": 123456 }]', ['123456']],
  ['a word', '{"name":"password","value":true,"other":true}', ['true']],
  ['every one of repeated values', '{"value":"a","name":"password","value":"b"}', ['a', 'b']],
  ['by the first of repeated names', '{"name":"password","name":"town","value":"a"}', ['a']],
])('a value that a name beside it says to be secret is: %s', (_what, text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets);
});

test.each([
  ['another name', '{"name":"town","value":"abc"}'],
  ['a name that is no text', '{"name":["password"],"value":"abc"}'],
  ['the name of another object', '[{"name":"password"},{"value":"abc"}]'],
  ['the name of an object inside', '{"in":{"name":"password"},"value":"abc"}'],
])('a value beside %s is not', (_what, text) => {
  expect(secretsIn(text)).toEqual([]);
});
