import type { Operation, Provider } from './provider.ts';
import type { SchemaNode } from './schema/annotations.ts';

/** A version of an API that differs from the others: what a description of it alone says otherwise. */
export interface ApiVersion {
  /** As `understudy openapi --api-version` takes it. */
  readonly name: string;
  /** The header that chooses it, one of the provider's required ones, and the values that do. */
  readonly header: { readonly name: string; readonly values: readonly string[] };
  /** Operations that it has not. */
  readonly without?: readonly string[];
  /** What it demands of the bodies of operations, beyond the schema of the request: names of schemas by operation. */
  readonly requests?: Readonly<Record<string, string>>;
  /** What stands in the place of schemas of replies: names by names. */
  readonly replies?: Readonly<Record<string, string>>;
}

/** There is no version of this name. The message says which there are. */
export class UnknownVersionError extends Error {
  override readonly name = 'UnknownVersionError';
}

/** The version of a name; none without a name. Throws an UnknownVersionError when there is none of it. */
export function findVersion(
  { name: provider, versions = [] }: Provider,
  name: string | undefined,
): ApiVersion | undefined {
  if (name === undefined) return undefined;
  const found = versions.find((version) => version.name === name || version.header.values.includes(name));
  if (found) return found;
  const known = versions.map((version) => version.name).join(', ');
  const hint = versions.length > 0 ? `There are ${known}.` : 'It has only one.';
  throw new UnknownVersionError(`Cannot describe this version of ${provider}: there is none of this name. ${hint}`);
}

/** A provider as one version of its API has it, for whoever describes it. */
export function asVersion(provider: Provider, version: ApiVersion): Provider {
  const { without = [], replies = {}, header } = version;
  const changed = new Map(provider.operations.map((operation) => [operation, ofVersion(operation, replies)] as const));
  const has = ({ name }: Operation) => !without.includes(name);
  const { protocol, requiredHeaders = [] } = provider;
  return {
    ...provider,
    operations: [...changed.values()].filter(has),
    requiredHeaders: requiredHeaders.map((each) =>
      each.name === header.name ? { ...each, values: header.values } : each,
    ),
    protocol: {
      ...protocol,
      endpoints: protocol.endpoints
        .filter(({ operation }) => has(operation))
        .map((endpoint) => ({ ...endpoint, operation: changed.get(endpoint.operation) ?? endpoint.operation })),
    },
  };
}

function ofVersion(operation: Operation, replies: Readonly<Record<string, string>>): Operation {
  return {
    ...operation,
    replies: operation.replies.map((reply) => {
      const schema = reply.schema && replies[reply.schema];
      return schema === undefined ? reply : { ...reply, schema };
    }),
  };
}

/** The schemas of what versions demand of an operation's body, beyond that of its request. */
export function versionSchemas({ versions = [], schemas }: Provider, operation: string | undefined): SchemaNode[] {
  if (operation === undefined) return [];
  return versions.flatMap(({ requests }) => {
    const name = requests?.[operation];
    return name === undefined ? [] : [schemas.read(name)];
  });
}
