import type { Violation } from '../answer.ts';
import type { Call } from '../provider.ts';
import type { SchemaNode } from '../schema/annotations.ts';
import type { SchemaSet } from '../schema/schema-set.ts';
import type { JsonObject } from './http.ts';

/** The query of a call whose operation describes none, or that nobody has read. */
export const noQuery: JsonObject = Object.freeze({});

/**
 * Reads the query of a call by the schema that its operation names, for the checks and the handler that come after, and gives
 * what is wrong with it. A check of a provider makes its refusal of that: `/limit` is the place of the parameter `limit`.
 */
export function readQuery<Rule extends string>(
  call: Pick<Call, 'operation' | 'request' | 'query'>,
  schemas: SchemaSet<Rule>,
): Violation<Rule>[] {
  const { operation, request } = call;
  if (!operation.query) throw new Error(`Cannot read the query of ${operation.name}: it names no schema for it.`);
  const { name } = operation.query;
  call.query = queryValues(request.query, schemas.read(name));
  return schemas.violations(name, call.query);
}

/**
 * A query as the object that its schema describes. What a schema calls a number or a boolean is one where the text is spelled as
 * JSON spells it; what it calls a list is one, however often it is there. Anything else stays as it came, so that the schema
 * refuses it: a text in the place of a number, a list where a parameter is there twice.
 */
export function queryValues(query: string, { properties = {} }: SchemaNode): JsonObject {
  const byName = Map.groupBy(new URLSearchParams(query), ([name]) => name);
  // Object.fromEntries defines members, so that one named __proto__ stays an ordinary one.
  return Object.fromEntries(
    [...byName].map(([name, pairs]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [
        name,
        parameterValue(
          pairs.map(([, text]) => text),
          schema,
        ),
      ] as const;
    }),
  );
}

function parameterValue(texts: readonly string[], schema: SchemaNode | undefined): unknown {
  if (isOfType(schema, 'array')) return texts.map((text) => plainValue(text, schema?.items));
  const values = texts.map((text) => plainValue(text, schema));
  return values.length === 1 ? values[0] : values;
}

function plainValue(text: string, schema: SchemaNode | undefined): unknown {
  if (isOfType(schema, 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  const isNumber = isOfType(schema, 'number') || isOfType(schema, 'integer');
  return isNumber && text === String(Number(text)) && Number.isFinite(Number(text)) ? Number(text) : text;
}

function isOfType(schema: SchemaNode | undefined, type: string): boolean {
  return [schema?.type].flat().includes(type);
}
