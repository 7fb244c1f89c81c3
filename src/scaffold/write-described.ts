import { runExample } from '../app/run-example.ts';
import { drawnMark, type Example } from '../kit/example.ts';
import type { Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { describedProvider, json } from './description/described-files.ts';
import { loadWritten } from './load-written.ts';
import type { NewProvider } from './new-provider.ts';
import { ScaffoldError } from './scaffold-error.ts';
import type { NewFolder } from './write-folder.ts';
import { describedReadme } from './write-readme.ts';
import { testFile } from './write-small.ts';

/** The modules of a provider that is written from a description; they read what it says from `api.json`. */
const modules = new URL('./described/', import.meta.url);

/** Writes a provider from a description: the mock itself says what it answers to each example. */
export async function writeDescribed(
  folder: NewFolder,
  name: string,
  openapi: string,
  taken: readonly ProviderIdentity[],
): Promise<Omit<NewProvider, 'folder'>> {
  const { api, schemas, sketches, ledger, ...described } = await describedProvider(name, openapi, taken);
  folder.copy(modules);
  folder.write(schemas);
  folder.write(
    new Map([
      [`${name}.test.ts`, testFile],
      ['api.json', json(api)],
      ['rules.json', json(ledger('', [], api.operations))],
    ]),
  );
  const examples = await answered(await loadWritten(folder, name), sketches);
  const shown = new Set([...examples.values()].map(({ rule }) => rule));
  const operations = api.operations.filter((operation) => shown.has(`${name}/${operation.name}`));
  const lost = api.operations.filter((operation) => !operations.includes(operation));
  const notes = [
    ...described.notes,
    ...lost.map((operation) => `\`${operation.name}\` is left out: no example of it could be made.`),
  ];
  const kept = [...examples].filter(([, { operation }]) => !lost.some((each) => each.name === operation));
  const written = ledger(firstOf(new Map(kept)), notes, operations);
  const rules = written.rules.filter(({ id }) => kept.some(([, { rule }]) => rule === id));
  folder.write(
    new Map([
      ...kept.map(([file, example]) => [`examples/${file}.json`, json(example)] as const),
      ['api.json', json({ ...api, operations })],
      ['rules.json', json({ ...written, rules })],
      ['README.md', describedReadme(written, rules.length, operations.length)],
    ]),
  );
  return { operations: operations.length, rules: rules.length, notes };
}

/** The examples with what the mock answers. One that shows another rule than it should is left out. */
async function answered(provider: Provider, sketches: ReadonlyMap<string, Example>): Promise<Map<string, Example>> {
  const examples = new Map<string, Example>();
  for (const [file, sketch] of sketches) {
    const { reply, entry } = await runExample(provider, { ...sketch, rules: [] });
    const isAboutAll = sketch.rule === `${provider.name}/secret-never-echoed`;
    if (!isAboutAll && entry.rule !== sketch.rule) continue;
    const body: unknown = reply.body === undefined ? undefined : JSON.parse(reply.body);
    examples.set(file, {
      ...sketch,
      reply: { status: reply.status, ...(body !== undefined && { body }) },
      rules: entry.rules,
      ...(isAboutAll && {
        journal: { request: { path: entry.request.path, headers: maskedOf(entry.request.headers) } },
      }),
    });
  }
  if (JSON.stringify([...examples.values()]).includes(drawnMark)) throw new Error('An example has not been filled in.');
  return examples;
}

/** Headers of which the journal shows nothing. */
function maskedOf(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value === '***'));
}

/** One that succeeds, and needs nothing before it. */
function firstOf(examples: ReadonlyMap<string, Example>): string {
  const all = [...examples];
  const first = all.find(([, { given, reply, operation }]) => !given && operation && reply.status < 300) ?? all[0];
  if (!first) throw new ScaffoldError('Cannot write a provider: none of its operations could be shown by an example.');
  return first[0];
}
