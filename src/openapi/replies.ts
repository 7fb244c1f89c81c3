import type { JsonObject } from '../kit/protocols/http.ts';
import type { ReplyDescription } from '../kit/reply-description.ts';
import { content, type NamedExample } from './examples.ts';
import type { Material } from './material.ts';

/** Replies of REST by status; several bodies of one status are alternatives. */
export function restResponses(
  material: Material,
  replies: readonly ReplyDescription[],
  examples: readonly NamedExample[],
): JsonObject {
  const responses = [...Map.groupBy(replies, ({ status }) => status)].map(([status, alternatives]) => {
    const shown = examples.filter(({ reply }) => reply.status === status);
    const body = bodyOf(material, alternatives, shown);
    const headers = headersOf(alternatives);
    const description = descriptionOf(alternatives);
    return [status, { description, ...(headers && { headers }), ...(body && { content: body }) }] as const;
  });
  return Object.fromEntries(responses);
}

/** Of alternatives that share a status, one may have a header that another does not. */
function headersOf(replies: readonly ReplyDescription[]): JsonObject | undefined {
  const described = replies.flatMap(({ headers = {} }) => Object.entries(headers));
  if (described.length === 0) return undefined;
  const headers = described.map(([name, { description, required = false, 'x-base-url': isAddress }]) => [
    name,
    {
      description,
      required: required && replies.every((reply) => reply.headers?.[name]?.required),
      schema: { type: 'string', ...(isAddress && { 'x-base-url': true }) },
    },
  ]);
  return Object.fromEntries(headers);
}

function bodyOf(
  { provider: { schemas }, components }: Material,
  replies: readonly ReplyDescription[],
  examples: readonly NamedExample[],
): JsonObject | undefined {
  const names = replies.flatMap(({ schema }) => schema ?? []);
  if (names.length === 0) return textOf(examples);
  const fitting = examples.filter(({ reply }) => names.some((name) => schemas.accepts(name, reply.body)));
  const schema = anyOf(names.map((name) => components.file(name)));
  return content('application/json', schema, fitting, ({ reply }) => reply.body);
}

/** Only an example tells that a reply without a schema has a body at all. */
function textOf(examples: readonly NamedExample[]): JsonObject | undefined {
  const texts = examples.filter(({ reply }) => reply.text !== undefined);
  if (texts.length === 0) return undefined;
  return content('text/plain', { type: 'string' }, texts, ({ reply }) => reply.text);
}

/** One sentence, or a list of them in Markdown. */
export function descriptionOf(replies: readonly Pick<ReplyDescription, 'description'>[]): string {
  const texts = [...new Set(replies.map(({ description }) => description))];
  return texts.length === 1 ? `${texts[0]}.` : texts.map((text) => `- ${text}.`).join('\n');
}

/** Schemas as alternatives, each once. */
export function anyOf(alternatives: readonly JsonObject[]): JsonObject {
  const different = new Map(alternatives.map((schema) => [JSON.stringify(schema), schema]));
  const [first = {}, ...others] = different.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}
