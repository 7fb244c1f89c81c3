import type { JsonObject } from '../kit/protocols/http.ts';

/**
 * Classes of characters that only some programs know, and what stands for them in a description: characters outside of ASCII
 * count as of every class. So what the mock takes, validators that are made of the description take, too.
 */
const classes: readonly (readonly [unicode: string, portable: string])[] = [
  ['\\p{Ll}', '[^\\u0000-\\u0060\\u007b-\\u00a9]'],
  ['\\p{Lu}', '[^\\u0000-\\u0040\\u005b-\\u00bf]'],
  ['\\p{L}', '[^\\u0000-\\u0040\\u005b-\\u0060\\u007b-\\u00a9]'],
  ['\\P{L}', '[^A-Za-z]'],
];

/** A keyword of a schema as every program reads it. Throws for a pattern that it cannot give such a form. */
export function portableKeyword(keyword: string, value: unknown): unknown {
  return keyword === 'pattern' && typeof value === 'string' ? portablePattern(value) : value;
}

/** An expression that JavaScript with and without `u`, and Python's `re`, read alike. */
function portablePattern(pattern: string): string {
  const portable = classes.reduce((text, [unicode, plain]) => text.replaceAll(unicode, plain), pattern);
  if (/\\[pP]\{/.test(portable))
    throw new Error(`Cannot describe the pattern ${pattern}: add its class to src/openapi/portable-schema.ts.`);
  return portable;
}

/** A schema with the type that its values have: some programs make `any` of a list of values without one. */
export function withType(schema: JsonObject): JsonObject {
  const values = Array.isArray(schema.enum) ? schema.enum : Object.hasOwn(schema, 'const') ? [schema.const] : [];
  if ('type' in schema || values.length === 0) return schema;
  const types = [...new Set(values.map(typeOf))];
  return { type: types.length === 1 ? types[0] : types, ...schema };
}

/** A list with the schema of its members: some programs make code that does not compile of one without, also of an empty list. */
export function withItems(schema: JsonObject): JsonObject {
  return schema.type === 'array' && !('items' in schema) ? { ...schema, items: {} } : schema;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
