import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suggestion } from '../kit/did-you-mean.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { schemaEnding } from '../kit/schema/schema-names.ts';
import { PlugInError } from './plug-in-error.ts';

/** Checks what stands in a provider's folder. Throws a PlugInError that names the file. */
export function checkFiles(provider: Provider): void {
  checkSchemas(provider);
  checkExamples(provider, checkLedger(provider));
}

/** A mistake in a file of the folder. */
function wrong({ name, folder }: Provider, file: string, found: string, cause?: unknown): PlugInError {
  const path = fileURLToPath(new URL(file, folder));
  return new PlugInError(`Cannot use the provider ${name}: ${path} ${found}`, { cause });
}

function readJson(provider: Provider, file: string): unknown {
  const text = readText(provider, file);
  try {
    return JSON.parse(text);
  } catch (error) {
    // The words of the parser quote the text, of which only the place is told.
    const place = /\(line (\d+) column \d+\)/.exec(String(error))?.[1];
    throw wrong(provider, file, `is no JSON${place ? ` (line ${place})` : ''}.`);
  }
}

function readText(provider: Provider, file: string): string {
  try {
    return readFileSync(new URL(file, provider.folder), 'utf8');
  } catch (cause) {
    throw wrong(
      provider,
      file,
      'cannot be read. Every provider has rules.json, schemas/ and examples/ in its `folder`.',
      cause,
    );
  }
}

function filesOf(provider: Provider, folder: string): string[] {
  try {
    return readdirSync(new URL(folder, provider.folder)).filter((file) => file.endsWith('.json'));
  } catch (cause) {
    throw wrong(provider, folder, 'is no folder. Every provider has schemas/ and examples/ in its `folder`.', cause);
  }
}

function checkSchemas(provider: Provider): void {
  const { schemas, operations } = provider;
  const names = filesOf(provider, 'schemas/').flatMap((file) =>
    file.endsWith(schemaEnding) ? file.slice(0, -schemaEnding.length) : [],
  );
  for (const name of names) readJson(provider, `schemas/${name}${schemaEnding}`);
  for (const name of names) {
    try {
      schemas.accepts(name, {});
    } catch (cause) {
      throw wrong(provider, `schemas/${name}${schemaEnding}`, `does not compile: ${firstLine(cause)}.`, cause);
    }
  }
  const needed = operations.flatMap(({ name, request, replies }) =>
    [request?.name, ...replies.map(({ schema }) => schema)].map((schema) => ({ by: `operation ${name}`, schema })),
  );
  for (const { by, schema } of [{ by: '`state`', schema: 'state' }, ...needed]) {
    if (schema === undefined || names.includes(schema)) continue;
    throw wrong(
      provider,
      'schemas/',
      `has no ${schema}${schemaEnding}, which its ${by} needs. ${suggestion(schema, names)}`,
    );
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]?.replace(/\.$/, '') ?? '';
}

/** Gives the ids of all rules. */
function checkLedger(provider: Provider): string[] {
  const file = 'rules.json';
  const ledger = readJson(provider, file);
  const rules = isJsonObject(ledger) && Array.isArray(ledger.rules) ? ledger.rules : undefined;
  if (!rules) throw wrong(provider, file, 'has no list `rules`.');
  return rules.map((rule: unknown, index) => {
    const id = isJsonObject(rule) ? rule.id : undefined;
    if (typeof id === 'string' && id.startsWith(`${provider.name}/`)) return id;
    throw wrong(provider, file, `has a rule (/rules/${index}) whose \`id\` does not begin with ${provider.name}/.`);
  });
}

function checkExamples(provider: Provider, rules: readonly string[]): void {
  for (const name of filesOf(provider, 'examples/')) {
    const file = `examples/${name}`;
    const example = readJson(provider, file);
    if (!isJsonObject(example) || typeof example.rule !== 'string') throw wrong(provider, file, 'names no `rule`.');
    const named: unknown[] = [example.rule, ...(Array.isArray(example.rules) ? example.rules : [])];
    const unknown = named.find((rule) => typeof rule !== 'string' || !rules.includes(rule));
    if (unknown === undefined) continue;
    throw wrong(
      provider,
      file,
      `names the rule "${unknown}", which is not in rules.json. ${suggestion(String(unknown), rules)}`,
    );
  }
}
