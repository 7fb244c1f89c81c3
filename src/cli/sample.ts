import { en, Faker } from '@faker-js/faker';
import { type Example, readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import { findOperation } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { UsageError } from './usage-error.ts';

interface SampleFlags extends ProviderFlags {
  readonly count: number;
  readonly seed: number;
  readonly invalid?: boolean;
}

/** Prints request bodies for an operation, one JSON object a line. */
export async function printSamples(address: string, flags: SampleFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const { provider, operation } = findOperation(address, providers);
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

/**
 * For each rule that a body can break one body that does, from the examples, with the reply to expect and, where one is
 * needed, the state before.
 */
export function invalidBodies(provider: Provider, { name }: Operation): unknown[] {
  const all = [...readExamples(provider)].filter(([, { operation }]) => operation === name);
  const headers = usualHeaders(all.map(([, example]) => example));
  // The body alone shall break the rule; what needs nothing stored before comes first, then the shortest file name,
  // since the plainest example of a rule has the rule's own name.
  const examples = all
    .filter(([, { request, given }]) => JSON.stringify(request.headers) === headers && !given?.steps)
    .sort(([one], [other]) => one.length - other.length)
    .sort(([, one], [, other]) => Number(one.given !== undefined) - Number(other.given !== undefined))
    .map(([, example]) => example);
  const breakable = readLedger(provider).rules.filter(({ broken_by }) => broken_by === 'body');
  return breakable.flatMap(({ id }) => {
    const example = examples.find(({ rule, rules }) => rule === id && rules[0] === id);
    return example ? [labelled(example)] : [];
  });
}

function labelled({ rule, name, given, request: { body, text }, reply }: Example) {
  return { rule, shows: name, ...(given && { given }), ...(text === undefined ? { body } : { text }), reply };
}

/** The headers that most examples of an operation send: those that are right. */
function usualHeaders(examples: readonly Example[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { request } of examples) {
    const headers = JSON.stringify(request.headers);
    counts.set(headers, (counts.get(headers) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
