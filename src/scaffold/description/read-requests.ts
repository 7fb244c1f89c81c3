import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import { queryValues } from '../../kit/protocols/query.ts';
import type { SchemaNode } from '../../kit/schema/annotations.ts';
import { instanceOf } from './instance.ts';
import { bodyFor, examplesOf, jsonContent, type ReplyReading } from './read-replies.ts';
import { withRule } from './schema-files.ts';

/** What an operation takes: a valid value, and where there is one, a value that it refuses. */
export interface ReadInput {
  /** Name of the schema's file. */
  readonly schema: string;
  readonly valid: JsonObject;
  readonly invalid: JsonObject | undefined;
}

/** The body of a request; nothing when the operation takes none that is a JSON object. */
export function readBody(
  operation: string,
  rule: string,
  value: unknown,
  reading: ReplyReading,
): ReadInput | undefined {
  const { references, converter, files, notes } = reading;
  if (value === undefined) return undefined;
  const content = jsonContent(references.object(value).content, references);
  if (!content) {
    notes.add(`The body of ${operation} is no JSON: it is not checked.`);
    return undefined;
  }
  const schema = converter.convert(content.schema, 'request');
  const body = bodyFor(schema, examplesOf(content, references), files)?.value;
  if (isJsonObject(body)) return checked(`${operation}.request`, rule, schema, body, reading);
  notes.add(`No body could be made that keeps to the schema of ${operation}: what it is sent is not checked.`);
  return undefined;
}

/** The parameters of a query; nothing when the operation has none. */
export function readQueryParameters(
  operation: string,
  rule: string,
  parameters: readonly JsonObject[],
  reading: ReplyReading,
): ReadInput | undefined {
  const { converter, files, notes } = reading;
  const inQuery = parameters.filter((parameter) => parameter.in === 'query' && typeof parameter.name === 'string');
  if (inQuery.length === 0) return undefined;
  const properties = Object.fromEntries(
    inQuery.map((parameter) => [parameter.name, parameterSchema(parameter, reading)]),
  );
  const required = inQuery.filter((parameter) => parameter.required === true).map(({ name }) => String(name));
  const schema = converter.convert({ type: 'object', properties, ...(required.length > 0 && { required }) }, 'request');
  const asRead = (value: unknown) => (isJsonObject(value) ? queryValues(printQuery(value), schema) : value);
  const query = [instanceOf(schema, 'least'), {}].find((each) => files.accepts(schema, asRead(each)));
  if (isJsonObject(query)) return checked(`${operation}.query`, rule, schema, query, reading, asRead);
  notes.add(`No query could be made that keeps to the parameters of ${operation}: they are not checked.`);
  return undefined;
}

function parameterSchema(
  { schema, content, description, example }: JsonObject,
  { references }: ReplyReading,
): JsonObject {
  const own = schema === undefined ? {} : references.object(schema);
  // What stands in the query as JSON is a text there.
  if (content !== undefined) return { type: 'string' };
  return { ...own, ...(description !== undefined && { description }), ...(example !== undefined && { example }) };
}

/** A query with these parameters, as it stands in an address. */
export function printQuery(values: JsonObject): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, textOf(each)]),
  );
  return String(new URLSearchParams(pairs));
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Of an input that nothing can violate no rule is told, so that its schema says nothing, either. */
function checked(
  name: string,
  rule: string,
  schema: SchemaNode,
  valid: JsonObject,
  { files, notes }: ReplyReading,
  asRead = (value: unknown) => value,
): ReadInput | undefined {
  const invalid = invalidOf(schema, valid, (value) => !files.accepts(schema, asRead(value)));
  if (!invalid) notes.add(`Nothing that \`${name}\` says could be violated by a request: it is not checked.`);
  return invalid ? { schema: files.add(name, withRule(schema, rule)), valid, invalid } : undefined;
}

/** The valid value without a member, or with one of another kind: the first that is refused. */
function invalidOf(
  schema: SchemaNode,
  valid: JsonObject,
  isRefused: (value: unknown) => boolean,
): JsonObject | undefined {
  const names = Object.keys(schema.properties ?? {});
  const without = names.filter((name) => Object.hasOwn(valid, name)).map((name) => ({ ...valid, [name]: undefined }));
  const others = names.flatMap((name) =>
    ['', 'not-valid', 5, true, {}, []].map((value) => ({ ...valid, [name]: value })),
  );
  const candidates = [...without, ...others, { ...valid, 'not-known': true }];
  return candidates.map((each): JsonObject => JSON.parse(JSON.stringify(each))).find(isRefused);
}
