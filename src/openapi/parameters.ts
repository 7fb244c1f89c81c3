import type { JsonObject } from '../kit/protocols/http.ts';
import type { Provider, RequiredHeader } from '../kit/provider.ts';
import { type NamedExample, pathValuesOf } from './examples.ts';
import { pathParams } from './path-template.ts';

/** The parameters of a path, each with a value out of the examples, and the headers that all requests need. */
export function parametersOf(provider: Provider, path: string, examples: readonly NamedExample[]): JsonObject[] {
  const values = examples.map((example) => pathValuesOf(provider, example) ?? {});
  const inPath = pathParams(path).map((name) =>
    pathParameter(provider, name, values.find((value) => value[name])?.[name]),
  );
  return [...inPath, ...(provider.requiredHeaders ?? []).map(headerParameter)];
}

function pathParameter({ secrets, credentials }: Provider, name: string, value: string | undefined): JsonObject {
  const role = secrets.find((place) => place.in === 'path' && place.param === name)?.role;
  const example = role ? credentials[role] : value;
  return {
    name,
    in: 'path',
    required: true,
    ...(role && { description: 'A credential; what the mock accepts is shown at `/_understudy/credentials`.' }),
    schema: { type: 'string', ...(role && { 'x-secret': role }) },
    ...(example !== undefined && { example }),
  };
}

function headerParameter({ name, description, values }: RequiredHeader): JsonObject {
  return { name, in: 'header', required: true, description, schema: { enum: values }, example: values[0] };
}
