import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import { STATUS_CODES } from '../../kit/protocols/node-http.ts';
import type { ReplyDescription } from '../../kit/reply-description.ts';
import type { SchemaNode } from '../../kit/schema/annotations.ts';
import type { ApiReply } from '../described/api.ts';
import type { SchemaConverter } from './convert-schema.ts';
import { instanceOf } from './instance.ts';
import type { Notes, References } from './references.ts';
import type { SchemaFiles } from './schema-files.ts';

/** What replies are read with. */
export interface ReplyReading {
  readonly references: References;
  readonly converter: SchemaConverter;
  readonly files: SchemaFiles;
  readonly notes: Notes;
}

/** A reply of the description: what is answered, and how it is described. */
export interface ReadReply {
  readonly reply: ApiReply;
  readonly description: ReplyDescription;
  /** As it is in its file. */
  readonly schema: SchemaNode | undefined;
  /** The member of `responses`. */
  readonly key: string;
}

/** The replies of an operation, by status; `2XX` and `default` have the status that is most usual. */
export function readReplies(operation: string, responses: JsonObject, reading: ReplyReading): ReadReply[] {
  return Object.entries(responses).flatMap(([key, value]) => {
    const status = statusOf(key);
    return status === undefined ? [] : [readReply(operation, key, status, reading.references.object(value), reading)];
  });
}

function statusOf(key: string): number | undefined {
  if (/^[1-5]\d\d$/.test(key)) return Number(key);
  if (/^[2-5]XX$/i.test(key)) return Number(key.charAt(0)) * 100;
  return key === 'default' ? 500 : undefined;
}

function readReply(
  operation: string,
  key: string,
  status: number,
  response: JsonObject,
  reading: ReplyReading,
): ReadReply {
  const description = sentence(response.description) ?? STATUS_CODES[status] ?? 'A reply';
  const content = jsonContent(response.content, reading.references);
  if (!content) return { reply: { status }, description: { status, description }, schema: undefined, key };
  const { files, converter, notes } = reading;
  const schema = converter.convert(content.schema, 'reply');
  const body = bodyFor(schema, examplesOf(content, reading.references), files);
  if (body === undefined) {
    notes.add(
      `No body could be made that keeps to the schema of ${operation} (${key}): its reply is \`{}\`, and not checked.`,
    );
    const anything = files.add('anything', { description: 'A body of which nothing is known.' });
    return {
      reply: { status, schema: anything, body: {} },
      description: { status, schema: anything, description },
      schema: undefined,
      key,
    };
  }
  const name = files.add(status < 400 ? `${operation}.reply` : `error-${status}`, withVolatileId(schema));
  return {
    reply: { status, schema: name, body: body.value },
    description: { status, schema: name, description },
    schema,
    key,
  };
}

/** A description is one sentence in a list, without a full stop. */
function sentence(text: unknown): string | undefined {
  const [line = ''] = typeof text === 'string' ? text.trim().split('\n', 1) : [];
  return line === '' ? undefined : line.slice(0, 200).replace(/\.$/, '');
}

/** The content of the media type that is JSON. */
export function jsonContent(content: unknown, references: References): JsonObject | undefined {
  const types = Object.entries(references.object(content));
  const found =
    types.find(([type]) => /^application\/(?:[\w.+-]+\+)?json(?:;|$)/i.test(type)) ??
    types.find(([type]) => type === '*/*');
  return found && references.object(found[1]);
}

/** The examples of a media type. */
export function examplesOf({ example, examples }: JsonObject, references: References): unknown[] {
  const named = Object.values(references.object(examples)).map((each) => references.object(each).value);
  return [example, ...named].filter((each) => each !== undefined);
}

/** A body that keeps to a schema: an example that does, else one that is made of it. */
export function bodyFor(
  schema: SchemaNode,
  examples: readonly unknown[],
  files: SchemaFiles,
): { readonly value: unknown } | undefined {
  if (!files.compiles(schema)) return undefined;
  const made = [instanceOf(schema, 'all'), instanceOf(schema, 'least')];
  const value = [...examples, ...made].find((each) => each !== undefined && files.accepts(schema, each));
  return value === undefined ? undefined : { value };
}

/** Ids differ from call to call. */
function withVolatileId(schema: SchemaNode): SchemaNode {
  const { properties } = schema;
  if (!properties) return schema;
  const marked = Object.entries(properties).map(([name, member]) => {
    const isId = /^_?id$/i.test(name) && [member.type].flat().includes('string');
    return [name, isId ? { ...member, 'x-volatile': true } : isJsonObject(member) ? withVolatileId(member) : member];
  });
  return { ...schema, properties: Object.fromEntries(marked) };
}
