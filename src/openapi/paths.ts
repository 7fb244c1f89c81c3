import type { JsonObject } from '../kit/protocols/http.ts';
import type { Endpoint } from '../kit/provider.ts';
import { rpcOperation } from './json-rpc-operation.ts';
import type { Method } from './json-rpc-schemas.ts';
import type { Material } from './material.ts';
import { pathTemplate } from './path-template.ts';
import { restOperation } from './rest-operation.ts';

/** All addresses of a provider, each with its methods. */
export function pathsOf(material: Material): JsonObject {
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
