import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { mocks, providers } from '../../test/support/providers.ts';
import { type Example, readExamples } from '../kit/example.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject, pointerSegment, pointerSegments } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { describe as openapiOf } from './describe.ts';
import { pathTemplate } from './path-template.ts';
import '../provider-tests/to-be-none.ts';

const serverUrl = 'http://127.0.0.1:4010';

function at(value: unknown, pointer: string): unknown {
  const step = (found: unknown, segment: string) =>
    new Map(Object.entries(typeof found === 'object' && found !== null ? found : {})).get(segment);
  return pointerSegments(pointer).reduce(step, value);
}

function pointerTo(...segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${pointerSegment(String(segment))}`).join('');
}

/** Every object in a value, by the JSON pointer to it. */
function objectsIn(value: unknown, pointer = ''): [pointer: string, object: JsonObject][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, member]) => objectsIn(member, pointer + pointerTo(name)));
  return isJsonObject(value) ? [[pointer, value], ...inner] : inner;
}

/** Judges values by the schemas at pointers into a description; the answer is empty for a valid one. */
function judgeOf(document: object): (pointer: string, value: unknown) => readonly unknown[] {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv, ['uuid', 'date-time', 'uri']);
  // Which emails are valid each provider decides for itself.
  ajv.addFormat('email', true);
  ajv.addSchema(document, 'api');
  return (pointer, value) => {
    const validate = ajv.compile({ $ref: `api#${pointer.split('/').map(encodeURIComponent).join('/')}` });
    return validate(value) ? [] : (validate.errors ?? []);
  };
}

/** The description of the operation that an example calls, by its pointer; of several addresses the documented one. */
function operationPointer({ protocol }: Provider, { operation, request }: Example): string | undefined {
  const found =
    protocol.endpoints.find((endpoint) => endpoint.operation.name === operation) ??
    protocol.endpoints.find(
      ({ rpcMethod, method, path }) => rpcMethod && method === request.method && path === request.path,
    );
  return found && pointerTo('paths', pathTemplate(found.path), found.method.toLowerCase());
}

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const document = openapiOf(provider, serverUrl);
  const objects = objectsIn(document);
  const judge = judgeOf(document);
  const examples = [...readExamples(provider)];

  function replyErrors(operation: string, { reply: { status, body } }: Example): readonly unknown[] {
    const reply = operation + pointerTo('responses', status);
    if (!at(document, reply)) return [`status ${status} is not described`];
    return body === undefined ? [] : judge(`${reply}/content/application~1json/schema`, body);
  }

  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...structuredClone(document) });
    expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: '3.1' });
  });

  test('has a target for every reference', () => {
    const references = objects.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((reference) => !isJsonObject(at(document, reference.slice(1))))).toBeNone(
      'These references lead nowhere: the description must embed the schemas that they name.',
    );
  });

  test('refers to every schema that it holds, and keeps no identifier of a file', () => {
    const used = new Set(objects.map(([, { $ref }]) => $ref));
    const names = Object.keys(Object(at(document, '/components/schemas')));
    expect(names.filter((name) => !used.has(`#/components/schemas/${name}`))).toBeNone(
      'Nothing refers to these schemas.',
    );
    expect(objects.filter(([, object]) => '$id' in object || '$schema' in object)).toEqual([]);
  });

  test('describes every operation at each of its addresses, and names each description once', () => {
    const missing = provider.protocol.endpoints.filter(
      ({ path, method }) => !at(document, pointerTo('paths', pathTemplate(path), method.toLowerCase(), 'responses')),
    );
    expect(missing).toBeNone('These addresses are not described: see src/openapi/.');
    const ids = objects.flatMap(([, { operationId }]) => operationId ?? []);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('embeds only examples that its own schemas take', () => {
    const media = objects.filter(([pointer]) => /\/content\/[^/]+$/.test(pointer));
    const values = media.flatMap(([pointer, { examples: shown = {} }]) =>
      Object.entries(Object(shown)).map(([slug, example]) => [pointer, slug, at(example, '/value')] as const),
    );
    expect(values.length).toBeGreaterThan(10);
    const judged = values.map(([pointer, slug, value]) => ({ slug, errors: judge(`${pointer}/schema`, value) }));
    expect(judged.filter(({ errors }) => errors.length > 0)).toBeNone(
      'Correct these examples, or the schema that refuses them.',
    );
  });

  test('describes the reply of every example, by its status and its body', () => {
    const wrong = examples.flatMap(([slug, example]) => {
      const operation = operationPointer(provider, example);
      const errors = operation ? replyErrors(operation, example) : [];
      return errors.length > 0 ? [[slug, errors]] : [];
    });
    expect(wrong).toBeNone('The replies of these examples are not described: correct them, or the schemas of replies.');
  });

  test('asks for headers that every successful example sends', () => {
    const wrong = examples.flatMap(([slug, example]) => {
      const operation = operationPointer(provider, example);
      const success = provider.operations.find(({ name }) => name === example.operation)?.replies[0];
      if (!operation || example.reply.status !== success?.status) return [];
      if (success.schema && !provider.schemas.accepts(success.schema, example.reply.body)) return [];
      const sent = new Set(Object.keys(example.request.headers ?? {}).map((name) => name.toLowerCase()));
      return requiredHeaders(document, operation)
        .filter((name) => !sent.has(name))
        .map((name) => [slug, name]);
    });
    expect(wrong).toBeNone('These examples succeed without a header that the description requires.');
  });

  test('is the same every time, but for the address of the server', () => {
    const elsewhere = openapiOf(provider, 'http://localhost:1234');
    expect(at(elsewhere, '/servers/0/url')).toBe(`http://localhost:1234/${provider.name}`);
    expect({ ...elsewhere, servers: [] }).toEqual({ ...document, servers: [] });
  });
});

/** The headers that an operation needs, parameters and credentials, in lower case. */
function requiredHeaders(document: object, operation: string): string[] {
  const parameters = objectsIn(at(document, `${operation}/parameters`)).filter(([, part]) => part.in === 'header');
  const roles = Object.keys(Object(at(document, `${operation}/security/0`)));
  const schemes = roles.map((role) => at(document, pointerTo('components', 'securitySchemes', role)));
  const credentials = schemes.map((scheme) => at(scheme, '/name') ?? 'authorization');
  return [...parameters.map(([, { name }]) => name), ...credentials].map((name) => String(name).toLowerCase());
}

test('gives Leeloo the token as a header key and both of its bodies with status 200', () => {
  const document = openapiOf(mocks.leeloo, serverUrl);
  expect(at(document, '/components/securitySchemes/token')).toMatchObject({
    type: 'apiKey',
    in: 'header',
    name: 'x-leeloo-authtoken',
  });
  const post = pointerTo('paths', '/api/v2/accounts/email', 'post');
  expect(at(document, `${post}/security`)).toEqual([{ token: [] }]);
  expect(at(document, `${post}/responses/200/content/application~1json/schema`)).toEqual({
    anyOf: [{ $ref: '#/components/schemas/CreateEmailAccountReply' }, { $ref: '#/components/schemas/LeelooRefusal' }],
  });
  expect(at(document, `${post}/responses/429/content`)).toHaveProperty('text/plain');
});

test('keeps the annotations of schemas', () => {
  const document = openapiOf(mocks.leeloo, serverUrl);
  expect(at(document, '/components/schemas/EmailAccount/properties/email')).toMatchObject({
    'x-personal': 'email',
    'x-rule': { format: 'leeloo/email-format' },
  });
});

test('gives LeadConnector a bearer token and its mandatory Version', () => {
  const document = openapiOf(mocks.leadconnector, serverUrl);
  expect(at(document, '/components/securitySchemes/token')).toMatchObject({ type: 'http', scheme: 'bearer' });
  const parameters = at(document, pointerTo('paths', '/users/{id}', 'get', 'parameters'));
  expect(parameters).toEqual([
    expect.objectContaining({ name: 'id', in: 'path', required: true }),
    expect.objectContaining({ name: 'Version', in: 'header', required: true, example: '2021-07-28' }),
  ]);
});

test('makes the token in paths of Sensorpro a parameter, and asks for the key to sign in only', () => {
  const document = openapiOf(mocks.sensorpro, serverUrl);
  expect(at(document, pointerTo('paths', '/auth/sys/signin', 'post', 'security'))).toEqual([{ api_key: [] }]);
  const logOff = at(document, pointerTo('paths', '/auth/sys/logoff/{token}', 'post'));
  expect(logOff).toHaveProperty('security', []);
  expect(at(logOff, '/parameters')).toEqual([
    expect.objectContaining({ name: 'token', in: 'path', required: true, example: mocks.sensorpro.credentials.token }),
  ]);
});

describe('a body for GetResponse', () => {
  const document = openapiOf(mocks.getresponse, serverUrl);
  const judge = judgeOf(document);
  const post = pointerTo('paths', '/', 'post');
  const request = `${post}/requestBody/content/application~1json/schema`;
  const key = mocks.getresponse.credentials.api_key;
  const ping = { jsonrpc: '2.0', method: 'ping', params: [key], id: 1 };

  test.each([
    ['a call', ping],
    ['a call of JSON-RPC 1.0', { method: 'ping', params: [key], id: 1 }],
    ['a notification', { jsonrpc: '2.0', method: 'ping', params: [key] }],
    ['a batch', [ping, { ...ping, id: 2 }]],
    ['a call without attributes that may be left out', { ...ping, method: 'get_confirmation_bodies' }],
  ])('can be %s', (_name, body) => {
    expect(judge(request, body)).toEqual([]);
  });

  test.each([
    ['a call of another method', { ...ping, method: 'add_campaign' }],
    ['a call without a key', { ...ping, params: [] }],
    ['a call without attributes that it needs', { ...ping, method: 'get_account' }],
    ['a call with wrong attributes', { ...ping, method: 'get_account', params: [key, { account: '' }] }],
    ['a batch without members', []],
  ])('cannot be %s', (_name, body) => {
    expect(judge(request, body)).not.toEqual([]);
  });

  test('is answered by results of the method, by refusals, or by nothing', () => {
    const reply = `${post}/responses/200/content/application~1json/schema`;
    expect(judge(reply, { jsonrpc: '2.0', id: 1, result: { ping: 'pong' } })).toEqual([]);
    expect(judge(reply, { result: null, error: { code: -1, message: 'Email already taken' }, id: 1 })).toEqual([]);
    expect(judge(reply, { jsonrpc: '2.0', id: 1, result: { ping: 'ping' } })).not.toEqual([]);
    expect(at(document, `${post}/responses/204`)).not.toHaveProperty('content');
  });
});
