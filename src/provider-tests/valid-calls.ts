import { en, Faker } from '@faker-js/faker';
import { readExamples } from '../kit/example.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import type { Endpoint, Operation, Provider } from '../kit/provider.ts';
import { type Content, send } from './send.ts';

/** A call that a provider's mock accepts, once what it needs is stored. */
export interface ValidCall {
  readonly operation: Operation;
  readonly method: string;
  /** The provider's own path. */
  readonly path: string;
  /** Credentials, content type and whatever else the provider needs; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What must be stored before: the record that the path names. */
  readonly given: JsonObject | undefined;
  /** The body's text for a seed; empty for an operation that takes none. */
  body(seed: number): string;
}

// Examples do not change, and reading them all for each call would take most of a test's time.
const known = new WeakMap<Provider, readonly ValidCall[]>();

/** One valid call for each operation, out of what the provider says of itself. */
export function validCalls(provider: Provider): readonly ValidCall[] {
  const calls = known.get(provider) ?? readCalls(provider);
  known.set(provider, calls);
  return calls;
}

function readCalls(provider: Provider): ValidCall[] {
  return provider.operations.map((operation) => {
    const endpoint = provider.protocol.endpoints.find((each) => each.operation === operation);
    if (!endpoint) throw new Error(`Cannot call ${provider.name}/${operation.name}: it has no address.`);
    const sample = provider.samples[operation.name];
    return {
      operation,
      method: endpoint.method,
      ...addressOf(provider, endpoint),
      headers: headersOf(provider),
      body: (seed) => (sample ? JSON.stringify(sample(new Faker({ locale: [en], seed }))) : ''),
    };
  });
}

/** The valid call of one operation. */
export function validCall(provider: Provider, operation: string): ValidCall {
  const found = validCalls(provider).find((call) => call.operation.name === operation);
  if (!found) throw new Error(`Cannot call ${provider.name}/${operation}: there is no such operation.`);
  return found;
}

/** A request as it goes to a provider: the path is the provider's own. */
export interface Sent extends Content {
  readonly method: string;
  readonly path: string;
}

type Server = Parameters<typeof send>[0];

/** Sends a request to a provider in a session. */
export function sendTo(server: Server, sessionId: string, { name }: Provider, { method, path, ...content }: Sent) {
  return send(server, method, `/~${sessionId}/${name}${path}`, content);
}

/** Stores in a session what a call needs; nothing if it needs nothing. */
export async function arrange(server: Server, sessionId: string, { name }: Provider, given: ValidCall['given']) {
  if (!given) return;
  const { status, text } = await send(server, 'PUT', `/~${sessionId}/_understudy/state/${name}`, { body: given });
  if (status !== 200) throw new Error(`Cannot store what a call to ${name} needs: ${text}`);
}

/** What a session has stored for a provider, as the admin API shows it. */
export async function storedState(server: Server, sessionId: string, { name }: Provider): Promise<string> {
  const { status, text } = await send(server, 'GET', `/~${sessionId}/_understudy/state/${name}`);
  if (status !== 200) throw new Error(`Cannot read the state of ${name}: ${text}`);
  return text;
}

function addressOf(provider: Provider, { operation, path }: Endpoint): Pick<ValidCall, 'path' | 'given'> {
  const filled = path.replace(/\{?\/:(\w+)\}?/g, (place, name: string) => {
    const secret = provider.secrets.find((each) => each.in === 'path' && each.param === name);
    return secret ? `/${provider.credentials[secret.role]}` : place;
  });
  const namesRecord = filled.includes('/:');
  if (!namesRecord && !needsQuery(provider, operation)) {
    return { path: filled + keysInQuery(provider), given: undefined };
  }
  // The path names a record, or the query what is wanted, so both are taken from an example that has it.
  const success = operation.replies[0]?.status;
  const example = [...readExamples(provider).values()].find(
    ({ operation: name, given, reply }) =>
      name === operation.name && reply.status === success && (given?.state || !namesRecord),
  );
  if (!example) throw new Error(`Cannot call ${provider.name}/${operation.name}: no example shows it done.`);
  return { path: example.request.path, given: example.given?.state };
}

/** Whether a call needs more in its query than the keys that a provider takes there. */
function needsQuery({ schemas, secrets }: Provider, { query }: Operation): boolean {
  const { required = [] } = query ? schemas.read(query.name) : {};
  return required.some((name) => !secrets.some((place) => place.in === 'query' && place.name === name));
}

function keysInQuery({ secrets, credentials }: Provider): string {
  const pairs = secrets.flatMap((place) =>
    place.in === 'query' ? [[place.name, credentials[place.role] ?? ''] as [string, string]] : [],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

function headersOf({ secrets, credentials, requiredHeaders = [] }: Provider): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const { name, values } of requiredHeaders) headers[name.toLowerCase()] = values[0] ?? '';
  for (const place of secrets) {
    const value = credentials[place.role] ?? '';
    if (place.in === 'header') headers[place.name] = place.name === 'authorization' ? `Bearer ${value}` : value;
  }
  return headers;
}
