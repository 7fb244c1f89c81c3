import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { describe } from '../openapi/describe.ts';

const prefix = '#/components/schemas/';

/**
 * A provider's OpenAPI description as the comparator can read it: a schema that is only another name of a second one
 * becomes that one. The comparator follows a reference to a schema, but not the next one from there, and would then
 * miss in a pact what its consumer does not care about.
 */
export function comparableDescription(provider: Provider): JsonObject {
  const document: JsonObject = { ...describe(provider, 'http://127.0.0.1:4010') };
  const { components } = document;
  if (!isJsonObject(components) || !isJsonObject(components.schemas)) return document;
  const { schemas } = components;
  const resolved = Object.entries(schemas).map(([name, schema]) => [name, withoutReference(schema, schemas)]);
  return { ...document, components: { ...components, schemas: Object.fromEntries(resolved) } };
}

function withoutReference(schema: unknown, schemas: JsonObject): unknown {
  if (!isJsonObject(schema) || typeof schema.$ref !== 'string') return schema;
  const { $ref, ...own } = schema;
  const target = withoutReference(schemas[schema.$ref.slice(prefix.length)], schemas);
  return isJsonObject(target) ? { ...target, ...own } : schema;
}
