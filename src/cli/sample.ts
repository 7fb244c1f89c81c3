import { en, Faker } from '@faker-js/faker';
import { readExamples } from '../engine/example.ts';
import { readLedger } from '../engine/ledger.ts';
import type { Operation, Provider } from '../engine/provider.ts';
import { findOperation } from './find.ts';
import { UsageError } from './usage-error.ts';

interface SampleFlags {
  readonly count: number;
  readonly seed: number;
  readonly invalid?: boolean;
}

/** Prints request bodies for an operation, one JSON object a line. */
export function printSamples(address: string, flags: SampleFlags): void {
  const { provider, operation } = findOperation(address);
  const lines = flags.invalid ? invalidBodies(provider, operation) : validBodies(provider, operation, flags);
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Valid bodies; all of them can be sent in a row. */
export function* validBodies(
  provider: Provider,
  { name }: Operation,
  { count, seed }: SampleFlags,
): Generator<unknown> {
  const sample = provider.samples[name];
  if (!sample) throw new UsageError(`Cannot make a sample: ${provider.name}/${name} takes no body.`);
  const faker = new Faker({ locale: [en], seed });
  for (let made = 0; made < count; made += 1) yield sample(faker);
}

/** For each rule that a body can break one body that does, from the examples, with the reply to expect. */
export function invalidBodies(provider: Provider, { name }: Operation): unknown[] {
  const examples = [...readExamples(provider).values()].filter(
    ({ operation, given }) => operation === name && given === undefined,
  );
  const breakable = readLedger(provider).rules.filter(({ broken_by }) => broken_by === 'body');
  return breakable.flatMap(({ id }) => {
    const example = examples.find(({ rule, rules }) => rule === id && rules[0] === id);
    if (!example) return [];
    const { body, text } = example.request;
    return [{ rule: id, shows: example.name, ...(text === undefined ? { body } : { text }), reply: example.reply }];
  });
}
