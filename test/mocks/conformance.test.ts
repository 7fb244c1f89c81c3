import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../mocks/catalogue.ts';
import { readExamples } from '../../src/kit/example.ts';
import { readLedger } from '../../src/kit/ledger.ts';
import { providers } from '../support/providers.ts';
import '../support/to-be-none.ts';
import { isJsonSchema, misplacedAnnotations } from './schema-annotations.ts';

test('the catalogue leads to the mocks of the providers that it names', () => {
  for (const { identity, load } of catalogue) expect(load()).toMatchObject(identity);
});

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (name, provider) => {
  const ledger = readLedger(provider);
  const ruleIds = ledger.rules.map(({ id }) => id);
  const examples = [...readExamples(provider)];
  const rulesFile = `mocks/${name}/rules.json`;
  const examplesFolder = `mocks/${name}/examples`;

  test('has rules of its own name, each once, with the three that all providers have', () => {
    expect(ledger.provider).toBe(name);
    expect(ruleIds.filter((id, index) => ruleIds.indexOf(id) !== index)).toBeNone(
      `Give each rule in ${rulesFile} an id of its own.`,
    );
    expect(ruleIds.filter((id) => !id.startsWith(`${name}/`))).toBeNone(`Begin each id in ${rulesFile} by ${name}/.`);
    const needed = ['unknown-route', 'too-large', 'secret-never-echoed'].map((rule) => `${name}/${rule}`);
    expect(needed.filter((id) => !ruleIds.includes(id))).toBeNone(`Add these rules to ${rulesFile}.`);
  });

  test('rests every rule on a documented source, a public one or a reasoned assumption', () => {
    const unfounded = ledger.rules.filter(({ says, basis }) => !says || basis.length === 0 || !basis.every(isFounded));
    expect(unfounded.map(({ id }) => id)).toBeNone(
      `Say in ${rulesFile} what each rule says and rests on (docs/rules-and-examples.md).`,
    );
  });

  test('shows every rule by an example, and no example shows an unknown rule', () => {
    const shown = new Set(examples.map(([, { rule }]) => rule));
    expect(ruleIds.filter((id) => !shown.has(id))).toBeNone(`Add an example of each rule to ${examplesFolder}.`);
    const unknown = examples.flatMap(([, { rule, rules }]) => [rule, ...rules].filter((id) => !ruleIds.includes(id)));
    expect(unknown).toBeNone(`Examples in ${examplesFolder} name rules that are not in ${rulesFile}.`);
  });

  test('applies the rule that an example shows, unless it is about every exchange', () => {
    const astray = examples.filter(
      ([, { rule, rules }]) => !rules.includes(rule) && rule !== `${name}/secret-never-echoed`,
    );
    expect(astray.map(([file]) => file)).toBeNone('List the rule of each of these examples among its `rules`.');
  });

  test('names a first example that needs nothing before it', () => {
    const first = readExamples(provider).get(ledger.try);
    expect(first, `Add ${examplesFolder}/${ledger.try}.json, or name another in "try" of ${rulesFile}.`).toBeDefined();
    expect(first?.given).toBeUndefined();
    expect(first?.reply.status).toBeLessThan(300);
  });

  test.each(provider.schemas.names())(
    'schema %s compiles and its annotations are where they mean something',
    (schema) => {
      expect(isJsonSchema(provider.schemas.read(schema))).toBe(true);
      expect(() => provider.schemas.accepts(schema, {})).not.toThrow();
      expect(misplacedAnnotations(provider.schemas.read(schema), schema, ruleIds)).toBeNone(
        'Annotations mean something at some places only (docs/schemas.md).',
      );
    },
  );

  test('names only schemas that exist, and uses every schema', () => {
    const named = provider.operations.flatMap(({ request, query, replies }) => [
      request?.name,
      query?.name,
      ...replies.map(({ schema }) => schema),
    ]);
    const known = provider.schemas.names();
    expect(named.filter((schema) => schema !== undefined && !known.includes(schema))).toBeNone(
      `Operations name schemas that are not in mocks/${name}/schemas.`,
    );
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
    expect(existsSync(new URL('README.md', provider.folder)), 'Run npm run generate.').toBe(true);
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
