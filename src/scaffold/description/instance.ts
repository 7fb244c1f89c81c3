import type { JsonObject } from '../../kit/protocols/http.ts';
import type { SchemaNode } from '../../kit/schema/annotations.ts';

/** How much is made of a schema: what must be there, or all that it describes. */
export type Fullness = 'least' | 'all';

/** A value that keeps to a schema as far as can be guessed: what it shows as an example, else what is plain. */
export function instanceOf(schema: SchemaNode, fullness: Fullness, depth = 0): unknown {
  const shown = shownValue(schema);
  if (shown !== undefined) return shown;
  const [first] = listOf(schema.anyOf);
  if (first && !schema.properties) return instanceOf(first, fullness, depth + 1);
  const type = [schema.type].flat().find((each) => each !== 'null');
  if (type === 'object' || schema.properties) return objectOf(schema, fullness, depth);
  if (type === 'array') return arrayOf(schema, fullness, depth);
  return plainValue(schema, String(type ?? 'string'));
}

function shownValue({ const: constant, examples, default: byDefault, enum: values }: SchemaNode): unknown {
  const [example] = Array.isArray(examples) ? examples : [];
  const [choice] = Array.isArray(values) ? values.filter((value) => value !== null) : [];
  return [constant, example, byDefault, choice].find((value) => value !== undefined);
}

function objectOf({ properties = {}, required = [] }: SchemaNode, fullness: Fullness, depth: number): JsonObject {
  const names = Object.keys(properties).filter((name) => required.includes(name) || (fullness === 'all' && depth < 6));
  return Object.fromEntries(names.map((name) => [name, instanceOf(properties[name] ?? {}, fullness, depth + 1)]));
}

function arrayOf({ items = {}, minItems }: SchemaNode, fullness: Fullness, depth: number): unknown[] {
  const least = typeof minItems === 'number' ? Math.min(minItems, 10) : 0;
  const length = Math.max(least, fullness === 'all' && depth < 6 ? 1 : 0);
  return Array.from({ length }, () => instanceOf(items, fullness, depth + 1));
}

function plainValue(schema: SchemaNode, type: string): unknown {
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return plainNumber(schema, type);
  return type === 'null' ? null : plainText(schema);
}

function plainNumber({ minimum, exclusiveMinimum, maximum, multipleOf }: SchemaNode, type: string): number {
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : undefined;
  const least = Math.max(...[minimum, above].filter((bound) => typeof bound === 'number'), Number.NEGATIVE_INFINITY);
  const value = Number.isFinite(least) ? least : 1;
  const whole = type === 'integer' ? Math.ceil(value) : value;
  const stepped = typeof multipleOf === 'number' && multipleOf > 0 ? Math.ceil(whole / multipleOf) * multipleOf : whole;
  return typeof maximum === 'number' && stepped > maximum ? maximum : stepped;
}

const texts: Readonly<Record<string, string>> = {
  uuid: '5b1ad1f4-6d0c-4f3a-9d0e-2f6f3a1f9c11',
  'date-time': '2030-01-01T00:00:00.000Z',
  date: '2030-01-01',
  email: 'robin@sherwood.example',
  uri: 'https://sherwood.example/',
};

function plainText({ format, minLength, maxLength }: SchemaNode): string {
  const text = texts[String(format)] ?? 'text';
  const least = typeof minLength === 'number' ? Math.min(minLength, 1_000) : 0;
  const padded = text.padEnd(least, 'x');
  return typeof maxLength === 'number' ? padded.slice(0, Math.max(maxLength, 0)) : padded;
}

function listOf(value: unknown): readonly SchemaNode[] {
  return Array.isArray(value) ? value : [];
}
