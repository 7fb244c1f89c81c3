import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../mocks/catalogue.ts';
import { providers } from '../../mocks/index.ts';
import { readExamples } from '../../src/kit/example.ts';
import { readLedger } from '../../src/kit/ledger.ts';
import { isJsonSchema, misplacedAnnotations } from './schema-annotations.ts';

test('the catalogue has the same providers in the same order, and leads to their mocks', async () => {
  expect(await Promise.all(catalogue.map(({ load }) => load()))).toEqual(providers);
  for (const [index, { identity }] of catalogue.entries()) expect(providers[index]).toMatchObject(identity);
});

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (name, provider) => {
  const ledger = readLedger(provider);
  const ruleIds = ledger.rules.map(({ id }) => id);
  const examples = [...readExamples(provider)];

  test('has rules of its own name, each once, with the three that all providers have', () => {
    expect(ledger.provider).toBe(name);
    expect(ruleIds.filter((id, index) => ruleIds.indexOf(id) !== index)).toEqual([]);
    expect(ruleIds.filter((id) => !id.startsWith(`${name}/`))).toEqual([]);
    expect(ruleIds).toEqual(
      expect.arrayContaining([`${name}/unknown-route`, `${name}/too-large`, `${name}/secret-never-echoed`]),
    );
  });

  test('rests every rule on a documented source, a public one or a reasoned assumption', () => {
    const unfounded = ledger.rules.filter(({ says, basis }) => !says || basis.length === 0 || !basis.every(isFounded));
    expect(unfounded).toEqual([]);
  });

  test('shows every rule by an example, and no example shows an unknown rule', () => {
    const shown = new Set(examples.map(([, { rule }]) => rule));
    expect(ruleIds.filter((id) => !shown.has(id))).toEqual([]);
    const unknown = examples.flatMap(([, { rule, rules }]) => [rule, ...rules].filter((id) => !ruleIds.includes(id)));
    expect(unknown).toEqual([]);
  });

  test('applies the rule that an example shows, unless it is about every exchange', () => {
    const astray = examples.filter(
      ([, { rule, rules }]) => !rules.includes(rule) && rule !== `${name}/secret-never-echoed`,
    );
    expect(astray.map(([file]) => file)).toEqual([]);
  });

  test('names a first example that needs nothing before it', () => {
    const first = readExamples(provider).get(ledger.try);
    expect(first?.given).toBeUndefined();
    expect(first?.reply.status).toBeLessThan(300);
  });

  test.each(provider.schemas.names())(
    'schema %s compiles and its annotations are where they mean something',
    (schema) => {
      expect(isJsonSchema(provider.schemas.read(schema))).toBe(true);
      expect(() => provider.schemas.accepts(schema, {})).not.toThrow();
      expect(misplacedAnnotations(provider.schemas.read(schema), schema, ruleIds)).toEqual([]);
    },
  );

  test('names only schemas that exist, and uses every schema', () => {
    const named = provider.operations.flatMap(({ request, replies }) => [
      request?.name,
      ...replies.map(({ schema }) => schema),
    ]);
    const known = provider.schemas.names();
    expect(named.filter((schema) => schema !== undefined && !known.includes(schema))).toEqual([]);
    expect(known).toContain('state');
  });

  test.each(provider.operations.map((operation) => [operation.name, operation] as const))(
    'operation %s is described whole',
    (operationName, operation) => {
      expect(operationName).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(operation.summary).not.toBe('');
      expect(operation.replies.length).toBeGreaterThan(1);
      expect(examples.some(([, example]) => example.operation === operationName)).toBe(true);
      if (operation.request) expect(Object.keys(provider.samples)).toContain(operationName);
    },
  );

  test('is known by the names of its operations, in their order', () => {
    expect(provider.operationNames).toEqual(provider.operations.map((operation) => operation.name));
  });

  test('has a page generated from its ledger', () => {
    expect(existsSync(new URL('README.md', provider.folder))).toBe(true);
  });
});

function isFounded(part: {
  basis: string;
  part: string;
  source?: string;
  because?: string;
  strength?: string;
}): boolean {
  if (!part.part) return false;
  if (part.basis === 'assumed')
    return Boolean(part.because) && ['strong', 'medium', 'weak'].includes(part.strength ?? '');
  return ['documented', 'public'].includes(part.basis) && Boolean(part.source);
}
