import { runExample } from '../app/run-example.ts';
import { type Example, type ExampleRequest, exampleBody } from '../kit/example.ts';
import { knowRequest } from '../kit/known-request.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { placesOf } from '../secrets/places.ts';

/** Shorter texts stand in every request. */
const shortest = 4;

/**
 * A value in an example's requests that the mock gave out in the reply to a step before, such as a key: at the real API it would be
 * another one, which nobody puts in its place. Nothing when there is none.
 */
export async function issuedValue(provider: Provider, example: Example): Promise<string | undefined> {
  const { given = {}, request } = example;
  const steps = given.steps ?? [];
  let sent = '';
  for (const [index, step] of steps.entries()) {
    if (!('request' in step)) continue;
    sent += requestText(step.request);
    const before = { ...example, given: { ...given, steps: steps.slice(0, index) }, request: step.request };
    const { reply } = await runExample(provider, before);
    const later = [...steps.slice(index + 1), { request }]
      .map((each) => ('request' in each ? requestText(each.request) : ''))
      .join('\n');
    const known = sent;
    const found = textsIn(jsonValue(reply.body ?? '')).find((text) => later.includes(text) && !known.includes(text));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All that is sent with a request. */
export function requestText(request: ExampleRequest): string {
  return [request.path, ...Object.values(request.headers ?? {}), exampleBody(request)].join('\n');
}

/**
 * Whether a request names the caller's own user or organization where none is expected: it would change, in recordings, somebody
 * else than at the real API, where that one has another name.
 */
export function namesTheCaller(provider: Provider, request: ExampleRequest): boolean {
  const [path = '', query = ''] = request.path.split('?', 2);
  const head = { method: request.method, path, query, headers: {}, baseUrl: '/' };
  const { operation } = knowRequest(provider, head, Buffer.from(exampleBody(request)));
  const expected = new Set(placesOf(provider, operation).map(({ role }) => role));
  const others = provider.secrets.flatMap(({ role }) => (expected.has(role) ? [] : (provider.credentials[role] ?? [])));
  const text = requestText(request);
  return others.some((value) => text.includes(value));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= shortest ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
