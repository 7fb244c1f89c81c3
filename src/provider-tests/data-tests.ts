import { describe, expect, test } from 'vitest';
import { readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import { describe as describeProvider } from '../openapi/describe.ts';
import * as example from './example-complaints.ts';
import * as ledger from './ledger-complaints.ts';
import * as operation from './operation-complaints.ts';
import { stateComplaints } from './states.ts';
import './to-be-none.ts';

/** Has what a provider says of itself tested. */
export function testData(provider: Provider): void {
  const book = readLedger(provider);
  const examples = readExamples(provider);
  const ruleIds = book.rules.map(({ id }) => id);
  const rules = 'Mend rules.json (docs/rules-and-examples.md).';
  const schemas = 'Mend schemas/ (docs/schemas.md).';
  test('has rules of its own name, each once, with the three that all providers have', () => {
    expect(book.provider, 'the member `provider` of rules.json').toBe(provider.name);
    expect(ledger.idComplaints(book, provider.name)).toBeNone(rules);
  });
  test('rests every rule on a documented source, a public one or a reasoned assumption', () => {
    expect(ledger.basisComplaints(book)).toBeNone(rules);
  });
  test('shows every rule by an example, and no example shows another', () => {
    expect(ledger.exampleComplaints(book, provider.name, examples)).toBeNone(
      'Each rule has an example, and is shown by it.',
    );
  });
  test('names a first example that needs nothing before it', () => {
    expect(ledger.firstExampleComplaints(book, examples)).toBeNone('A start prints it as a call to try.');
  });
  test('has schemas that compile, with annotations where they mean something', () => {
    expect(operation.schemaComplaints(provider, ruleIds)).toBeNone(schemas);
    expect(operation.missingSchemas(provider)).toBeNone(schemas);
  });
  test('describes every operation whole', () => {
    expect(operation.operationComplaints(provider, examples)).toBeNone(
      'Whoever calls an operation needs to know this.',
    );
    expect(provider.operationNames).toEqual(provider.operations.map(({ name }) => name));
  });
  test('makes samples that its operations take', () => {
    expect(operation.sampleComplaints(provider)).toBeNone('Mend `samples`.');
  });
  test('sets up the states that contracts ask for', () => {
    expect(stateComplaints(provider)).toBeNone('Mend `providerStates`; what they store keeps to state.schema.json.');
  });
  test('can be described by OpenAPI', () => {
    expect(() => describeProvider(provider, 'http://127.0.0.1:4010')).not.toThrow();
  });
  describe('examples', () => {
    test.each([...examples])('%s', async (file, each) => {
      expect(await example.exampleComplaints(provider, file, each)).toBeNone(
        `Mend examples/${file}.json, or the mock.`,
      );
      const { expected, found } = await example.compareExample(provider, each);
      expect(found, `examples/${file}.json says what was expected; the mock did something else`).toEqual(expected);
    });
  });
}
