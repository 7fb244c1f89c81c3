import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import type { SchemaNode } from '../../kit/schema/annotations.ts';
import { isSecretWord } from '../../secrets/secret-names.ts';
import type { Notes } from './references.ts';

/** Formats that the written provider judges. */
const knownFormats = ['uuid', 'date-time', 'uri', 'email', 'date'];
/** Whether a keyword stands in one of the schemas. */
export function hasAny(keyword: string, ...schemas: readonly JsonObject[]): boolean {
  return schemas.some((schema) => schema[keyword] !== undefined);
}

/** The object that stands under a keyword; an empty one when there is none. */
export function objectAt(schema: JsonObject, keyword: string): JsonObject {
  const value = schema[keyword];
  return isJsonObject(value) ? value : {};
}

/** The list that stands under a keyword; an empty one when there is none. */
export function listAt(schema: JsonObject, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}

const types = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** What the schema says, or what its other keywords mean. */
export function typeOf(schema: JsonObject): string | string[] | undefined {
  const said = [schema.type].flat().filter((type): type is string => types.includes(String(type)));
  const meant = said.length > 0 ? said : impliedType(schema);
  const all = schema.nullable === true && meant.length > 0 ? [...new Set([...meant, 'null'])] : meant;
  return all.length > 1 ? all : all[0];
}

function impliedType(schema: JsonObject): string[] {
  if (hasAny('properties', schema) || hasAny('required', schema) || isJsonObject(schema.additionalProperties))
    return ['object'];
  if (hasAny('items', schema)) return ['array'];
  return ['minLength', 'maxLength', 'pattern', 'format'].some((keyword) => schema[keyword] !== undefined)
    ? ['string']
    : [];
}

/** In 3.0 an exclusive bound is a flag beside the bound. */
export function bounds(schema: JsonObject): JsonObject {
  const found: JsonObject = {};
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[exclusive] === 'number') found[exclusive] = schema[exclusive];
    else if (schema[exclusive] === true && typeof schema[bound] === 'number') found[exclusive] = schema[bound];
  }
  return found;
}

/** Keywords of texts that can be checked. */
export function textForm({ pattern, format }: JsonObject, notes: Notes): JsonObject {
  if (typeof format === 'string' && !knownFormats.includes(format))
    notes.add(`The format \`${format}\` is not checked.`);
  return {
    ...(typeof pattern === 'string' && isPattern(pattern, notes) && { pattern }),
    ...(typeof format === 'string' && knownFormats.includes(format) && { format }),
  };
}

function isPattern(pattern: string, notes: Notes): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    notes.add(`The pattern \`${pattern.slice(0, 80)}\` is none of JavaScript, and not checked.`);
    return false;
  }
}

/** A text whose name says that it is secret is one, whatever the description says of it. */
export function withSecret(name: string, schema: SchemaNode): SchemaNode {
  if (!isSecretWord(name) || ![schema.type].flat().includes('string')) return schema;
  const kind = /pass|pwd/i.test(name) ? 'password' : /key/i.test(name) ? 'api_key' : 'token';
  return { ...schema, 'x-secret': kind };
}
