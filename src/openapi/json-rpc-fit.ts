import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { type Method, neededParams, refusalNames } from './json-rpc-schemas.ts';

/** Whether a body is what the description calls a request: a call or a batch of calls, each with valid attributes. */
export function isRequest(provider: Provider, methods: readonly Method[], body: unknown): boolean {
  return oneOrAll(body, (member) => isCall(provider, methods, member));
}

function isCall(provider: Provider, methods: readonly Method[], call: unknown): boolean {
  if (!isJsonObject(call) || !Array.isArray(call.params)) return false;
  const method = methods.find(({ name }) => name === call.method);
  if (!method || (call.jsonrpc !== undefined && call.jsonrpc !== '2.0')) return false;
  const [key, attributes] = call.params;
  if (typeof key !== 'string' || call.params.length < neededParams(provider, method.operation)) return false;
  const { request } = method.operation;
  return !request || call.params.length < 2 || provider.schemas.accepts(request.name, attributes);
}

/** Whether a body is what the description calls a reply, to a call or to a batch. */
export function isReply({ schemas }: Provider, methods: readonly Method[], body: unknown): boolean {
  const results = methods.flatMap(({ operation }) => operation.replies[0]?.schema ?? []);
  const errors = refusalNames(methods);
  return oneOrAll(body, (member) => {
    if (!isJsonObject(member)) return false;
    const { result = null, error = null } = member;
    return result === null
      ? errors.some((name) => schemas.accepts(name, error))
      : results.some((name) => schemas.accepts(name, result));
  });
}

function oneOrAll(body: unknown, fits: (member: unknown) => boolean): boolean {
  return Array.isArray(body) ? body.length > 0 && body.every(fits) : fits(body);
}
