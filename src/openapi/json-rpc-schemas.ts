import type { JsonObject } from '../kit/protocols/http.ts';
import { maxBatch } from '../kit/protocols/json-rpc.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { Material } from './material.ts';
import { anyOf } from './replies.ts';

/** A method of JSON-RPC and what it does. */
export interface Method {
  /** As the body names it. */
  readonly name: string;
  readonly operation: Operation;
}

const id: JsonObject = {
  description:
    'Comes back with the reply: a string, a number or null; in JSON-RPC 1.0 anything. Absent, the call is a notification and gets no reply.',
};
const replyId: JsonObject = { description: 'That of the call; null if it has none that could be read.' };
const version2: JsonObject = { const: '2.0' };
const nothing: JsonObject = { type: 'null' };

/** The body of a request: a call of one of the methods, or a batch of calls. */
export function requestSchema(material: Material, methods: readonly Method[]): JsonObject {
  const calls = methods.map((method) => ({ method: method.name, schema: callSchema(material, method) }));
  const call = material.components.part('Call', {
    description: 'A call of one of the methods.',
    oneOf: calls.map(({ schema }) => schema),
    discriminator: {
      propertyName: 'method',
      mapping: Object.fromEntries(calls.map(({ method, schema }) => [method, schema.$ref])),
    },
  });
  return { oneOf: [call, { type: 'array', description: 'A batch.', minItems: 1, maxItems: maxBatch, items: call }] };
}

function callSchema({ provider, components }: Material, { name, operation }: Method): JsonObject {
  const items = keyItems(provider);
  if (operation.request) items.push(components.file(operation.request.name));
  return components.part(`${pascalCase(operation.name)}Call`, {
    description: `${operation.summary}.`,
    type: 'object',
    properties: {
      jsonrpc: { description: 'Absent in JSON-RPC 1.0.', ...version2 },
      method: { const: name },
      params: { type: 'array', prefixItems: items, minItems: neededParams(provider, operation) },
      id,
    },
    required: ['method', 'params'],
  });
}

/** The members of `params` that come before the attributes: the credentials, in the order of their places. */
function keyItems({ secrets, credentials }: Provider): JsonObject[] {
  const places = secrets.flatMap((place) => {
    const index = place.in === 'body' ? /^\/params\/(\d+)$/.exec(place.pointer)?.[1] : undefined;
    return index === undefined ? [] : [{ role: place.role, index: Number(index) }];
  });
  return places
    .sort((one, other) => one.index - other.index)
    .map(({ role }) => ({
      description: 'A credential; what the mock accepts is shown at `/_understudy/credentials`.',
      type: 'string',
      ...(credentials[role] && { examples: [credentials[role]] }),
      'x-secret': role,
    }));
}

/** How many members `params` has at least: attributes may be left out when none of them is required. */
export function neededParams(provider: Provider, { request }: Operation): number {
  const { required = [] } = request ? provider.schemas.read(request.name) : {};
  return keyItems(provider).length + (required.length > 0 ? 1 : 0);
}

/** The body of a reply: of one call, or of a batch. */
export function replySchema(material: Material, methods: readonly Method[]): JsonObject {
  const reply = material.components.part('Reply', {
    description: 'What one call is answered, in the form of its version of JSON-RPC.',
    anyOf: [...methods.map((method) => resultSchema(material, method)), refusalSchema(material, methods)],
  });
  return {
    anyOf: [
      reply,
      {
        type: 'array',
        description: 'Of a batch: the replies in the order of the calls, without those of notifications.',
        minItems: 1,
        items: reply,
      },
    ],
  };
}

/** The schemas of what is refused, each once: all replies of an operation but the first. */
export function refusalNames(methods: readonly Method[]): string[] {
  const names = methods.flatMap(({ operation: { replies } }) => replies.slice(1).flatMap(({ schema }) => schema ?? []));
  return [...new Set(names)];
}

function resultSchema({ components }: Material, { operation }: Method): JsonObject {
  const [success] = operation.replies;
  const result = success?.schema === undefined ? {} : components.file(success.schema);
  return components.part(`${pascalCase(operation.name)}Result`, {
    ...(success && { description: `${success.description}.` }),
    anyOf: [
      closedObject('JSON-RPC 2.0', { jsonrpc: version2, id: replyId, result }),
      closedObject('JSON-RPC 1.0', { result, error: nothing, id: replyId }),
    ],
  });
}

/** A refused call; that of a request that is refused as a whole has the same form. */
export function refusalSchema({ components }: Material, methods: readonly Method[]): JsonObject {
  const error = anyOf(refusalNames(methods).map((name) => components.file(name)));
  return components.part('Refusal', {
    description: 'The call was refused.',
    anyOf: [
      closedObject('JSON-RPC 2.0', { jsonrpc: version2, error, id: replyId }),
      closedObject('JSON-RPC 1.0', { result: nothing, error, id: replyId }),
    ],
  });
}

function closedObject(description: string, properties: JsonObject): JsonObject {
  return { description, type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
