import type { JsonObject } from '../kit/protocols/http.ts';
import { queryValues } from '../kit/protocols/query.ts';
import type { Endpoint, Provider, RequiredHeader } from '../kit/provider.ts';
import type { SchemaNode } from '../kit/schema/annotations.ts';
import { type NamedExample, pathValuesOf } from './examples.ts';
import type { Material } from './material.ts';
import { pathParams } from './path-template.ts';

/** The parameters of an operation at a path: in the path, the query, and the headers that all requests need. */
export function parametersOf(
  { provider, components }: Pick<Material, 'provider' | 'components'>,
  { operation, path }: Pick<Endpoint, 'path'> & Partial<Pick<Endpoint, 'operation'>>,
  examples: readonly NamedExample[],
): JsonObject[] {
  const values = examples.map((example) => pathValuesOf(provider, example) ?? {});
  const inPath = pathParams(path).map((name) =>
    pathParameter(provider, name, values.find((value) => value[name])?.[name]),
  );
  const query = operation?.query ? provider.schemas.read(operation.query.name) : {};
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => {
    const { description, ...rest } = schema;
    const example = queryExample(name, query, examples);
    return {
      name,
      in: 'query',
      required: query.required?.includes(name) ?? false,
      ...(description !== undefined && { description }),
      schema: components.inline(rest),
      ...(example !== undefined && { example }),
    };
  });
  return [...inPath, ...inQuery, ...(provider.requiredHeaders ?? []).map(headerParameter)];
}

/** The value of a parameter in the first example that is answered, and has it. A secret is no example. */
function queryExample(name: string, query: SchemaNode, examples: readonly NamedExample[]): unknown {
  if (query.properties?.[name]?.['x-secret']) return undefined;
  const answered = examples.filter(({ reply }) => reply.status < 400);
  const values = answered.map(({ request }) => queryValues(request.path.split('?', 2)[1] ?? '', query)[name]);
  return values.find((value) => value !== undefined);
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
