import type { JsonObject } from '../kit/protocols/http.ts';
import type { ReplyDescription } from '../kit/reply-description.ts';
import { content, isAboutBody, type NamedExample, pathValuesOf } from './examples.ts';
import { isReply, isRequest } from './json-rpc-fit.ts';
import { type Method, refusalSchema, replySchema, requestSchema } from './json-rpc-schemas.ts';
import type { Material } from './material.ts';
import { parametersOf } from './parameters.ts';
import { descriptionOf } from './replies.ts';

/** Describes an address that takes calls of JSON-RPC; with examples at the documented one, whose number is 1. */
export function rpcOperation(material: Material, path: string, number: number, methods: readonly Method[]): JsonObject {
  const { provider } = material;
  const examples = material.examples.filter((example) => pathValuesOf(provider, example));
  const shown = number === 1 ? examples : [];
  const parameters = parametersOf(material, { path }, examples);
  const calls = methods.map(({ name, operation }) => `- \`${name}\`: ${operation.summary}.`);
  return {
    operationId: number === 1 ? 'call' : `call-${number}`,
    summary: 'Calls a method by JSON-RPC, or several in a batch',
    description: [...calls, ...(number > 1 ? ['', 'The same as `call`, at another address.'] : [])].join('\n'),
    ...(parameters.length > 0 && { parameters }),
    // None: the key is one of the params.
    security: [],
    requestBody: { required: true, content: requestContent(material, methods, shown) },
    responses: responses(material, methods, shown),
  };
}

function requestContent(material: Material, methods: readonly Method[], examples: readonly NamedExample[]): JsonObject {
  const valid = examples.filter(
    (example) => isAboutBody(example) && isRequest(material.provider, methods, example.request.body),
  );
  return content('application/json', requestSchema(material, methods), valid, ({ request }) => request.body);
}

function responses(material: Material, methods: readonly Method[], examples: readonly NamedExample[]): JsonObject {
  const fitting = examples.filter(({ reply }) => isReply(material.provider, methods, reply.body));
  const answered = fitting.filter(({ reply }) => reply.status === 200);
  const others = methods.flatMap(({ operation }) => operation.replies.filter(({ status }) => status !== 200));
  return {
    200: {
      description: 'What was answered, to refused calls, too.',
      content: content('application/json', replySchema(material, methods), answered, bodyOf),
    },
    204: { description: 'Nothing to answer: all calls were notifications.' },
    ...Object.fromEntries(
      [...Map.groupBy(others, ({ status }) => status)].map(([status, replies]) => [
        status,
        refusal(
          material,
          methods,
          replies,
          fitting.filter(({ reply }) => reply.status === status),
        ),
      ]),
    ),
  };
}

/** A request that is refused as a whole. */
function refusal(
  material: Material,
  methods: readonly Method[],
  replies: readonly ReplyDescription[],
  examples: readonly NamedExample[],
): JsonObject {
  const schema = refusalSchema(material, methods);
  return { description: descriptionOf(replies), content: content('application/json', schema, examples, bodyOf) };
}

function bodyOf({ reply }: NamedExample): unknown {
  return reply.body;
}
