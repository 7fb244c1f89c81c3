import type { Operation, Provider } from '../../src/kit/provider.ts';
import type { ReplyDescription } from '../../src/kit/reply-description.ts';
import { pathTemplate } from '../../src/openapi/path-template.ts';
import { list, prose } from './markdown.ts';

/** What can be called: address, request and replies of each operation. */
export function operationsSection(provider: Provider): string[] {
  return [
    '## Operations',
    `Addresses stand below \`http://127.0.0.1:4010/${provider.name}\`. The same as OpenAPI 3.1: \`understudy openapi ${provider.name}\`.`,
    ...provider.operations.flatMap((operation) => operationBlocks(provider, operation)),
    'What the mock stores, and how it is seeded: [state](schemas/state.schema.json).',
  ];
}

function operationBlocks({ protocol }: Provider, operation: Operation): string[] {
  const endpoints = protocol.endpoints.filter((endpoint) => endpoint.operation === operation);
  const addresses = endpoints.map(({ method, path }) => `\`${method} ${pathTemplate(path)}\``).join(' or ');
  const rpcMethod = endpoints[0]?.rpcMethod;
  const request = operation.request && `${rpcMethod ? 'Attributes' : 'Request'}: ${schemaLink(operation.request.name)}`;
  return [
    `**\`${operation.name}\`**: ${prose(operation.summary)}`,
    list([
      rpcMethod ? `Method \`${rpcMethod}\` at ${addresses}` : addresses,
      ...(request ? [request] : []),
      ...operation.replies.map(replyItem),
    ]),
  ];
}

function replyItem({ status, schema, description }: ReplyDescription): string {
  return `${status}: ${prose(description)}${schema === undefined ? '' : ` (${schemaLink(schema)})`}`;
}

function schemaLink(name: string): string {
  return `[${name}](schemas/${name}.schema.json)`;
}
