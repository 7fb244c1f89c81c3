import type { Faker } from '@faker-js/faker';
import type { ApiVersion } from './api-version.ts';
import type { JsonObject } from './protocols/http.ts';
import { type RestOperation, restProtocol } from './protocols/rest.ts';
import type { Operation, Protocol, Provider, ProviderErrors, RequiredHeader, StateSpec } from './provider.ts';
import type { ProviderIdentity } from './provider-identity.ts';
import type { RealFacts } from './real-facts.ts';
import { SchemaSet } from './schema/schema-set.ts';
import type { SecretPlace } from './secret-place.ts';
import type { ProviderState } from './world/provider-state.ts';
import type { RateLimits } from './world/rate-limit.ts';
import type { StoreSet } from './world/world.ts';

/** What a provider says of itself. What has a default may be left out. */
export interface ProviderDefinition<
  Name extends string = string,
  Operations extends readonly Operation[] = readonly Operation[],
  Credentials extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  Stores extends StoreSet = StoreSet,
  State extends object = object,
  Rule extends string = string,
  Batches extends boolean = boolean,
> {
  /** As it stands in addresses and on the command line: lower-case letters, digits and `-`. */
  readonly name: Name;
  /** As people know the API. */
  readonly title: string;
  /** Host names of the real API; under them the provider answers without its prefix. */
  readonly hosts: readonly string[];
  /** Where the real API is: an https URL. */
  readonly upstream: string;
  /** The provider's folder, with `schemas/`, `rules.json` and `examples/`: `new URL('./', import.meta.url)`. */
  readonly folder: URL;
  /** What the mock accepts, made up. */
  readonly credentials: Credentials;
  /** Where credentials stand in requests. Members that a schema annotates with `x-secret` need no place here. */
  readonly secrets: readonly SecretPlace[];
  readonly operations: Operations;
  readonly errors: ProviderErrors<Stores, Rule>;
  readonly state: StateSpec<Stores, State>;
  /** Those of `schemas/` with the usual formats by default; one's own idea of an email takes a `SchemaSet` of one's own. */
  readonly schemas?: SchemaSet;
  /** `restProtocol(operations)` by default. */
  readonly protocol?: Protocol;
  /** Whether a request can hold several calls, as with JSON-RPC. */
  readonly hasBatches?: Batches;
  /** A header that every request needs, beside credentials and content type. */
  readonly requiredHeaders?: readonly RequiredHeader[];
  /** The documented limits, which are only in force when they are switched on. */
  readonly rateLimits?: RateLimits;
  /** Versions of the API that differ, the documented one first. */
  readonly versions?: readonly ApiVersion[];
  /** What recordings of the real API tell, for the comparison with it. */
  readonly realFacts?: RealFacts<State>;
  /** The call that removes what a reply, or the values of a provider state, say was made at the real API. */
  readonly undo?: NonNullable<Provider['undo']>;
  /** What contracts can ask for before a request. */
  readonly providerStates?: readonly ProviderState<Stores>[];
  /** Makes a valid body for each operation that takes one, by the operation's name. */
  readonly samples?: Readonly<Record<string, (faker: Faker) => JsonObject>>;
}

/**
 * Makes a provider: a mock of one API, with everything that follows from what it says of itself. Its names, credentials,
 * stored state and rules are types, so that `session.url('mine')` compiles and `session.url('mien')` does not.
 *
 * @throws TypeError when a member is missing, or two operations have one name.
 * @example export default defineProvider({ name: 'library', folder: new URL('./', import.meta.url), ... });
 */
export function defineProvider<
  const Name extends string,
  const Operations extends readonly Operation[],
  const Credentials extends Readonly<Record<string, string>>,
  Stores extends StoreSet,
  State extends object,
  Rule extends string,
  const Batches extends boolean = false,
>(definition: ProviderDefinition<Name, Operations, Credentials, Stores, State, Rule, Batches>) {
  requireMembers(definition);
  const { name, folder, operations, protocol, schemas, providerStates = [], samples = {} } = definition;
  return {
    ...definition,
    operationNames: namesOf(name, operations),
    schemas: schemas ?? new SchemaSet(name, new URL('schemas/', folder)),
    protocol: protocol ?? restProtocol(operations.filter(isRest)),
    providerStates,
    samples,
  } satisfies Provider<Stores> & ProviderIdentity;
}

const needed = [
  'name',
  'title',
  'hosts',
  'upstream',
  'folder',
  'credentials',
  'secrets',
  'operations',
  'errors',
  'state',
] as const satisfies (keyof ProviderDefinition)[];

/** For callers without types. */
function requireMembers(definition: ProviderDefinition): void {
  const missing = needed.find((member) => definition[member] === undefined);
  if (missing === undefined) return;
  throw new TypeError(
    `Cannot define the provider ${definition.name ?? ''}: it has no member \`${missing}\`. It needs ${needed.join(', ')}.`,
  );
}

function namesOf<Operations extends readonly Operation[]>(provider: string, operations: Operations) {
  const names: Operations[number]['name'][] = operations.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw new TypeError(`Cannot define the provider ${provider}: two of its operations are named ${twice}.`);
}

function isRest(operation: Operation): operation is RestOperation {
  return 'method' in operation && 'paths' in operation;
}
