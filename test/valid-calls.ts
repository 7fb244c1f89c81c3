import { en, Faker } from '@faker-js/faker';
import type { ProviderName } from '../mocks/index.ts';
import { readExamples } from '../src/engine/example.ts';
import type { JsonObject } from '../src/engine/http.ts';
import type { Endpoint, Operation, Provider } from '../src/engine/provider.ts';
import type { SessionHandle } from '../src/session-handle.ts';

/** A call that a provider's mock accepts, once what it needs is stored. */
export interface ValidCall {
  readonly operation: Operation;
  readonly method: string;
  /** The provider's own path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body; nothing for an operation that takes none. */
  readonly sample: ((faker: Faker) => JsonObject) | undefined;
  /** What must be stored before: the record that the path names. */
  readonly given: JsonObject | undefined;
}

/** One valid call for each operation, out of what the provider says of itself. */
export function validCalls(provider: Provider): ValidCall[] {
  return provider.operations.map((operation) => {
    const endpoint = provider.protocol.endpoints.find((each) => each.operation === operation);
    if (!endpoint) throw new Error(`Cannot call ${provider.name}/${operation.name}: it has no address.`);
    return {
      operation,
      method: endpoint.method,
      ...addressOf(provider, endpoint),
      headers: headersOf(provider),
      sample: provider.samples[operation.name],
    };
  });
}

/** The valid call of one operation. */
export function validCall(provider: Provider, operation: string): ValidCall {
  const found = validCalls(provider).find((call) => call.operation.name === operation);
  if (!found) throw new Error(`Cannot call ${provider.name}/${operation}: there is no such operation.`);
  return found;
}

/** Stores what a call needs. */
export function arrange(session: SessionHandle, provider: Provider, { given }: ValidCall): void {
  if (given) session.seed(provider.name as ProviderName, given as never);
}

/** The text of a call's body for a seed; empty when it has none. */
export function bodyText({ sample }: ValidCall, seed: number): string {
  return sample ? JSON.stringify(sample(new Faker({ locale: [en], seed }))) : '';
}

function addressOf(provider: Provider, { operation, path }: Endpoint): Pick<ValidCall, 'path' | 'given'> {
  const filled = path.replace(/\{?\/:(\w+)\}?/g, (place, name: string) => {
    const secret = provider.secrets.find((each) => each.in === 'path' && each.param === name);
    return secret ? `/${provider.credentials[secret.role]}` : place;
  });
  if (!filled.includes('/:')) return { path: filled, given: undefined };
  // The path names a record, so both are taken from an example that has it.
  const success = operation.replies[0]?.status;
  const example = [...readExamples(provider).values()].find(
    ({ operation: name, given, reply }) => name === operation.name && given?.state && reply.status === success,
  );
  if (!example) throw new Error(`Cannot call ${provider.name}/${operation.name}: no example shows it done.`);
  return { path: example.request.path, given: example.given?.state };
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
