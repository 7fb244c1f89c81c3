import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { readExamples } from '../../src/kit/example.ts';
import { describe } from '../../src/openapi/describe.ts';
import { mocks } from '../support/providers.ts';
import { runProcess } from '../support/run-process.ts';

const names = Object.keys(mocks) as (keyof typeof mocks)[];

function textOf(name: keyof typeof mocks): string {
  return JSON.stringify(describe(mocks[name], 'http://127.0.0.1:4010'));
}

test.each(names)('the description of %s keeps to the recommended rules of Redocly', async (name) => {
  const config = await createConfig({
    extends: ['recommended'],
    // The address of LeadConnector's users ends with a slash: without it a client would call another one.
    rules: { 'no-path-trailing-slash': 'off' },
  });
  const problems = await lintFromString({ source: textOf(name), absoluteRef: `/${name}.json`, config });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

/** All that stands in schemas of a description under a keyword; annotations hold no schemas. */
function valuesOf(keyword: string, node: unknown, found: unknown[] = []): unknown[] {
  if (typeof node !== 'object' || node === null) return found;
  for (const [name, value] of Object.entries(node)) {
    if (name === keyword && typeof value === 'string') found.push(value);
    if (!name.startsWith('x-') && name !== 'examples') valuesOf(keyword, value, found);
  }
  return found;
}

const patterns = [...new Set(names.flatMap((name) => valuesOf('pattern', JSON.parse(textOf(name)))))] as string[];

/**
 * Texts of all examples, and some that no example has. Two things every dialect has of its own: whether `$` stands before a last
 * line break, and how long a character outside of the basic plane is.
 */
const examples = names.flatMap((name) => [...readExamples(mocks[name]).values()]);
const texts = [
  ...new Set(examples.flatMap(({ request }) => textsIn(request.body)).filter((text) => !text.endsWith('\n'))),
  ...['12#$qwER', 'ąćęłńóśź', 'ĄĆĘŁŃÓŚŹ1', 'Пароль-1', 'password', 'PASSWORD1', '𝒜𝒷𝒸𝒹𝒺𝒻𝑔𝒽𝒾', ''],
];

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test.each(patterns)('JavaScript reads %s with and without `u` alike', (pattern) => {
  const [one, other] = [new RegExp(pattern), new RegExp(pattern, 'u')];
  for (const text of texts) expect([text, other.test(text)]).toEqual([text, one.test(text)]);
});

test("Python's re reads all patterns as JavaScript does", async ({ skip }) => {
  const found = await runProcess('python3', ['--version']).catch(() => undefined);
  skip(found?.code !== 0, 'There is no python3.');
  const script = `import json, re, sys
patterns, texts = json.loads(sys.argv[1])
print(json.dumps([[bool(re.search(pattern, text)) for text in texts] for pattern in patterns]))`;
  const { stdout, stderr } = await runProcess('python3', ['-c', script, JSON.stringify([patterns, texts])]);
  expect(stderr).toBe('');
  const read = JSON.parse(stdout) as boolean[][];
  for (const [index, pattern] of patterns.entries()) {
    const own = texts.map((text) => [pattern, text, new RegExp(pattern).test(text)]);
    expect(texts.map((text, at) => [pattern, text, read[index]?.[at]])).toEqual(own);
  }
});

test('what the mock of GetResponse takes as a password fits its description, and what is plainly none does not', () => {
  const password = patterns.find((pattern) => pattern.startsWith('^(?=[\\s\\S]*[^')) ?? '$^';
  for (const text of ['12#$qwER', 'ąćęłńóśźĄ1']) expect(text).toMatch(new RegExp(password));
  for (const text of ['password', 'PASSWORD1', 'Ab1', 'Abcdefgh']) expect(text).not.toMatch(new RegExp(password));
});

/** The lists of values in schemas that have no type. */
function untypedIn(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  const isUntyped = 'enum' in node && Array.isArray(node.enum) && !('type' in node);
  const members = Object.entries(node).filter(([name]) => !name.startsWith('x-') && name !== 'examples');
  return [...(isUntyped ? [node] : []), ...members.flatMap(([, value]) => untypedIn(value))];
}

test.each(names)('every list of values of %s has a type', (name) => {
  expect(untypedIn(Object(JSON.parse(textOf(name))).components)).toEqual([]);
});
