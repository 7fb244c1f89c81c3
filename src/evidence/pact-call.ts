import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { StateValues } from '../kit/world/provider-state.ts';
import type { SeenRequest } from './seen-exchange.ts';

/** The request of a pact's interaction, with what its states returned in the places that ask for it. */
export function pactRequest(request: JsonObject, values: StateValues): SeenRequest {
  const generators = isJsonObject(request.generators) ? request.generators : {};
  const filled = (kind: string, name: string, text: string) =>
    fromState(generatorAt(generators, kind, name), values) ?? text;
  const [path = '/', inPath = ''] = String(request.path ?? '/').split('?', 2);
  const query = pairsOf(request.query).map(([name, value]) => [name, filled('query', name, value)] as [string, string]);
  const headers = pairsOf(request.headers).map(([name, value]) => [name.toLowerCase(), filled('header', name, value)]);
  return {
    method: String(request.method ?? 'GET').toUpperCase(),
    path: filled('path', '', path),
    query: query.length > 0 ? `${new URLSearchParams(query)}` : inPath,
    headers: Object.fromEntries(headers),
    body: bodyOf(request.body, generators.body, values),
  };
}

/** Of version 2 a query is a text, later a list for each name; headers are texts or lists. */
function pairsOf(values: unknown): [name: string, value: string][] {
  if (typeof values === 'string') return [...new URLSearchParams(values)];
  if (!isJsonObject(values)) return [];
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, String(each ?? '')] as [string, string]),
  );
}

/** The expression in the place of a value: `/users/${user_id}`. */
function generatorAt(generators: JsonObject, kind: string, name: string): unknown {
  const found = generators[kind];
  if (!isJsonObject(found)) return undefined;
  return 'type' in found ? found : found[name];
}

function fromState(generator: unknown, values: StateValues): string | undefined {
  if (!isJsonObject(generator) || generator.type !== 'ProviderState') return undefined;
  return String(generator.expression).replaceAll(/\$\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''));
}

function bodyOf(body: unknown, generators: unknown, values: StateValues): Buffer {
  const content = isJsonObject(body) && 'content' in body ? body.content : body;
  if (content === undefined || content === null) return Buffer.alloc(0);
  if (typeof content === 'string') return Buffer.from(content);
  const copy = structuredClone(content);
  for (const [place, generator] of Object.entries(isJsonObject(generators) ? generators : {})) {
    const value = fromState(generator, values);
    if (value !== undefined) setAt(copy, stepsOf(place), value);
  }
  return Buffer.from(JSON.stringify(copy));
}

/** `$.data[0].email` and `$['data'][0]` as the names on the way. */
export function stepsOf(place: string): string[] {
  return [...place.slice(1).matchAll(/\.([\w-]+)|\['([^']*)'\]|\[(\d+|\*)\]/g)].map(
    ([, name, quoted, index]) => name ?? quoted ?? index ?? '',
  );
}

function setAt(value: unknown, steps: readonly string[], item: string): void {
  const [last = '', ...before] = steps.toReversed();
  const parent = before.reverse().reduce<unknown>((at, step) => Object(at)[step], value);
  if (typeof parent === 'object' && parent !== null) Reflect.set(parent, last, item);
}
