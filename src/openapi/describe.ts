import { type ApiVersion, asVersion } from '../kit/api-version.ts';
import { readLedger } from '../kit/ledger.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import type { Endpoint, Provider } from '../kit/provider.ts';
import { version as ownVersion } from '../version.ts';
import { Components } from './components.ts';
import { securitySchemes } from './credentials.ts';
import { type NamedExample, orderedExamples } from './examples.ts';
import { rpcOperation } from './json-rpc-operation.ts';
import type { Method } from './json-rpc-schemas.ts';
import type { Material } from './material.ts';
import { pathTemplate } from './path-template.ts';
import { restOperation } from './rest-operation.ts';

/**
 * A provider's OpenAPI 3.1 description: its operations, schemas and credentials, with the examples that fit.
 *
 * @param version One version of the API alone; all together without it.
 * @param serverUrl Where the server is, without a last slash: `http://127.0.0.1:4010`.
 */
export function describe(provider: Provider, serverUrl: string, version?: ApiVersion): object {
  const described = version ? asVersion(provider, version) : provider;
  const components = new Components(provider.schemas);
  const examples = orderedExamples(provider).filter((example) => !version || isOfVersion(example, version));
  const paths = pathsOf({ provider: described, components, version, examples });
  const schemes = securitySchemes(provider);
  return {
    openapi: '3.1.0',
    info: { title: provider.title, version: ownVersion, description: introduction(provider) },
    servers: [{ url: `${serverUrl}/${provider.name}`, description: 'The mock' }],
    paths,
    components: {
      schemas: components.schemas(),
      ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
    } satisfies JsonObject,
  };
}

function isOfVersion({ request }: NamedExample, { header }: ApiVersion): boolean {
  const found = Object.entries(request.headers ?? {}).find(
    ([name]) => name.toLowerCase() === header.name.toLowerCase(),
  );
  return found !== undefined && header.values.includes(found[1]);
}

function introduction(provider: Provider): string {
  const { rules, wire } = readLedger(provider);
  return [
    `What the mock of ${provider.title} takes and answers. The real API is at ${provider.upstream}.`,
    `Each reply comes from one of ${rules.length} rules and names it in the header \`X-Understudy-Rule\`. \`understudy rules ${provider.name}\` shows what each rule says and what it rests on: a document, the public record, or an assumption.`,
    'In the schemas `x-rule` tells which rule a violated keyword breaks, `x-secret` and `x-personal` what must not leak, `x-volatile` what differs from call to call, and `x-base-url` where the API names its own base URL. All examples are run as tests of the mock.',
    wire.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n');
}

/** All addresses of a provider, each with its methods. */
function pathsOf(material: Material): JsonObject {
  const { endpoints } = material.provider.protocol;
  const byPath = [...Map.groupBy(endpoints, ({ path }) => path)];
  return Object.fromEntries(
    byPath.map(([path, there], index) => [pathTemplate(path), pathItem(material, path, index + 1, there)]),
  );
}

function pathItem(material: Material, path: string, number: number, endpoints: readonly Endpoint[]): JsonObject {
  const methods = endpoints.flatMap(methodOf);
  if (methods.length > 0) return { post: rpcOperation(material, path, number, methods) };
  return Object.fromEntries(
    endpoints.map((endpoint) => [endpoint.method.toLowerCase(), restOperation(material, endpoint)]),
  );
}

function methodOf({ operation, rpcMethod }: Endpoint): Method[] {
  return rpcMethod === undefined ? [] : [{ name: rpcMethod, operation }];
}
