import { en, Faker } from '@faker-js/faker';
import { type Example, type ExampleRequest, readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import { curlCommand } from './curl.ts';
import { findOperation } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { UsageError } from './usage-error.ts';

interface SampleFlags extends ProviderFlags {
  readonly count: number;
  readonly seed: number;
  readonly invalid?: boolean;
  readonly curl?: boolean;
  readonly url: string;
}

/** Prints request bodies for an operation, one JSON object a line, or commands that send them. */
export async function printSamples(address: string, flags: SampleFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const { provider, operation } = findOperation(address, providers);
  if (flags.curl) return print(commands(provider, operation, flags));
  print(flags.invalid ? invalidBodies(provider, operation) : validBodies(provider, operation, flags));
}

/** One after the other, since there may be many; texts as they are, anything else as JSON. */
function print(lines: Iterable<unknown>): void {
  for (const line of lines) process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
}

/** Commands for a shell. Of an operation without a body there is one; of wrong bodies each has what it breaks before it. */
function commands(provider: Provider, operation: Operation, flags: SampleFlags): string[] {
  const baseUrl = `${flags.url.replace(/\/$/, '')}/${provider.name}`;
  if (flags.invalid) {
    return breakingExamples(provider, operation).map(
      ({ rule, name, request }) => `# ${rule}: ${name}\n${curlCommand(baseUrl, request)}`,
    );
  }
  const request = usualRequest(examplesOf(provider, operation));
  if (!request) throw new UsageError(`Cannot make a command: ${provider.name}/${operation.name} has no example.`);
  if (!provider.samples[operation.name]) return [curlCommand(baseUrl, request)];
  const { method, path, headers = {} } = request;
  const bodies = [...validBodies(provider, operation, flags)];
  return bodies.map((body) => curlCommand(baseUrl, { method, path, headers, body }));
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
export function invalidBodies(provider: Provider, operation: Operation): unknown[] {
  return breakingExamples(provider, operation).map(labelled);
}

function breakingExamples(provider: Provider, operation: Operation): Example[] {
  const all = [...readExamples(provider)].filter(([, example]) => example.operation === operation.name);
  const headers = usual(all.map(([, { request }]) => JSON.stringify(request.headers)));
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
    return example ? [example] : [];
  });
}

function labelled({ rule, name, given, request: { body, text }, reply }: Example) {
  return { rule, shows: name, ...(given && { given }), ...(text === undefined ? { body } : { text }), reply };
}

function examplesOf(provider: Provider, { name }: Operation): Example[] {
  return [...readExamples(provider).values()].filter(({ operation }) => operation === name);
}

/** The request that most examples of an operation send, but for its body: the one that is right. */
function usualRequest(examples: readonly Example[]): ExampleRequest | undefined {
  const keyOf = ({ request: { method, path, headers } }: Example) => JSON.stringify([method, path, headers]);
  const key = usual(examples.map(keyOf));
  return examples.find((example) => keyOf(example) === key)?.request;
}

/** The most frequent of some texts: of several ways to send a request, the one that is right. */
function usual(texts: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string | undefined, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
