import { suggestion } from '../kit/did-you-mean.ts';
import type { Provider } from '../kit/provider.ts';
import { schemaEnding } from '../kit/schema/schema-names.ts';
import { jsonFilesOf, readJsonFile, wrongFile } from './folder-files.ts';

/** Checks that all schemas compile, and that those are there which operations name. Throws a PlugInError. */
export function checkSchemas(provider: Provider): void {
  const names = jsonFilesOf(provider, 'schemas/').flatMap((file) =>
    file.endsWith(schemaEnding) ? file.slice(0, -schemaEnding.length) : [],
  );
  // All are read before the first is compiled, since one may refer to another.
  for (const name of names) readJsonFile(provider, `schemas/${name}${schemaEnding}`);
  for (const name of names) requireCompiled(provider, name);
  requireNamed(provider, names);
}

function requireCompiled(provider: Provider, name: string): void {
  try {
    provider.schemas.accepts(name, {});
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n', 1);
    throw wrongFile(provider, `schemas/${name}${schemaEnding}`, `does not compile: ${line.replace(/\.$/, '')}.`, cause);
  }
}

function requireNamed(provider: Provider, names: readonly string[]): void {
  const needed = provider.operations.flatMap(({ name, request, query, replies }) =>
    [request?.name, query?.name, ...replies.map(({ schema }) => schema)].map((schema) => ({
      by: `operation ${name}`,
      schema,
    })),
  );
  for (const { by, schema } of [{ by: '`state`', schema: 'state' }, ...needed]) {
    if (schema === undefined || names.includes(schema)) continue;
    const help = suggestion(schema, names);
    throw wrongFile(provider, 'schemas/', `has no ${schema}${schemaEnding}, which its ${by} needs. ${help}`);
  }
}
