import type { JsonObject } from '../kit/protocols/http.ts';
import type { Endpoint } from '../kit/provider.ts';
import { securityOf } from './credentials.ts';
import { content, isAboutBody, type NamedExample } from './examples.ts';
import type { Material } from './material.ts';
import { parametersOf } from './parameters.ts';
import { restResponses } from './replies.ts';

/** Describes a REST operation at one of its addresses; with examples at the documented one, which is the first. */
export function restOperation(material: Material, endpoint: Endpoint): JsonObject {
  const { operation, path } = endpoint;
  const { provider } = material;
  const addresses = provider.protocol.endpoints.filter((address) => address.operation === operation);
  const number = addresses.findIndex((address) => address.path === path) + 1;
  const examples = material.examples.filter((example) => example.operation === operation.name);
  const shown = number === 1 ? examples : [];
  const parameters = parametersOf(material, endpoint, examples);
  const security = securityOf(provider, operation);
  return {
    operationId: number === 1 ? operation.name : `${operation.name}-${number}`,
    summary: operation.summary,
    ...(number > 1 && { description: `The same as \`${operation.name}\`, at another address.` }),
    ...(parameters.length > 0 && { parameters }),
    // None: what the API wants stands in the path or in the body.
    security,
    ...(operation.request && { requestBody: requestBody(material, operation.name, operation.request.name, shown) }),
    responses: restResponses(material, operation.replies, shown),
  };
}

function requestBody(
  { provider, components, version }: Material,
  operation: string,
  schema: string,
  examples: readonly NamedExample[],
): JsonObject {
  const further = version?.requests?.[operation];
  const schemas = [schema, ...(further === undefined ? [] : [further])];
  const { description, required = [] } = provider.schemas.read(schema);
  // Of refused requests those are shown that the schema takes: what is wrong with them no schema can say.
  const valid = examples.filter(
    (example) => isAboutBody(example) && schemas.every((each) => provider.schemas.accepts(each, example.request.body)),
  );
  const [first, ...others] = schemas.map((each) => components.file(each));
  return {
    ...(description && { description }),
    required: required.length > 0,
    content: content(
      'application/json',
      others.length > 0 ? { allOf: [first, ...others] } : (first ?? {}),
      valid,
      ({ request }) => request.body,
    ),
  };
}
