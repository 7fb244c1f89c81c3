import type { Faker } from '@faker-js/faker';
import type { Answer, Words } from './answer.ts';
import type { ApiVersion } from './api-version.ts';
import type { Corrections } from './corrections.ts';
import type { HttpReply, JsonObject, ProviderRequest, RequestHead } from './protocols/http.ts';
import type { ProviderIdentity } from './provider-identity.ts';
import type { RealCall } from './real-api.ts';
import type { RealFacts } from './real-facts.ts';
import type { ReplyDescription } from './reply-description.ts';
import type { SchemaSet } from './schema/schema-set.ts';
import type { ProviderState } from './world/provider-state.ts';
import type { RateLimit, RateLimits } from './world/rate-limit.ts';
import type { StoreSet, World } from './world/world.ts';

/** Path parameters by name; one that a path names as optional may be absent. */
export type PathValues = Readonly<Record<string, string | undefined>>;

/** What a request asks for, before it is carried out in a world. */
export interface AskedCall<Params = PathValues> {
  readonly operation: Operation;
  readonly request: ProviderRequest;
  /** Path parameters, percent-decoded; empty for JSON-RPC. */
  readonly params: Params;
  /** What the protocol itself has read of the input. */
  readonly input: unknown;
}

/** One call on its way through the checks of its operation. */
export interface Call<
  Input = unknown,
  Stores extends StoreSet = StoreSet,
  Caller = unknown,
  Params = PathValues,
  Query = unknown,
> extends Pick<AskedCall<Params>, 'operation' | 'request' | 'params'> {
  readonly world: World<Stores>;
  /** What the caller sent: set by the check that reads it, of the type named once the check of the fields has passed. */
  input: Input;
  /** The parameters of the query: set by the check that reads them (`readQuery`), of the type named once they are valid. */
  query: Query;
  /** Whom the credentials belong to: set by the check of the credentials. */
  caller: Caller;
}

/**
 * One step of an operation's ordered list: an answer ends the call, nothing lets it go on. The type is taken from a
 * method, because TypeScript then lets a check of one provider's calls stand in a list of checks of any call.
 */
export type Check<Stores extends StoreSet = StoreSet, Caller = unknown> = {
  check(call: Call<unknown, Stores, Caller>): Answer | undefined;
}['check'];

/** What every operation says of itself, whatever its protocol. */
export interface Operation<
  Input = unknown,
  Stores extends StoreSet = StoreSet,
  Caller = unknown,
  Params = PathValues,
  Query = unknown,
> {
  /** In kebab case, unique for the provider. */
  readonly name: string;
  readonly summary: string;
  /** Name of the schema of the request's body or attributes, with its generated type. */
  readonly request?: SchemaName<Input>;
  /** Name of the schema of the query, an object with a member for each parameter, with its generated type. */
  readonly query?: SchemaName<Query>;
  /** The success first. */
  readonly replies: readonly ReplyDescription[];
  readonly checks: readonly Check<Stores, Caller>[];
  handle(call: Call<Input, Stores, Caller, Params, Query>): Answer;
}

/** The name of a schema, carrying the type that is generated from it. */
export interface SchemaName<Value> {
  readonly name: string;
  /** Never there at run time; it only holds the type. */
  readonly type?: Value;
}

/** Names a schema together with its generated type. */
export function schemaName<Value>(name: string): SchemaName<Value> {
  return { name };
}

/** An operation at one address of its own, or at one that it shares with the other methods of JSON-RPC. */
export interface Endpoint {
  readonly operation: Operation;
  /** The HTTP method. */
  readonly method: string;
  /** In the syntax of path-to-regexp. */
  readonly path: string;
  /** Only with JSON-RPC: the method that the body names. */
  readonly rpcMethod?: string;
}

/** What a request addresses, known before its body is read. */
export interface Route {
  /** None for JSON-RPC, where the body names it. */
  readonly operation?: Operation;
  readonly params: PathValues;
}

/** A request taken apart: calls to carry out and members already answered, and how their answers become one reply. */
export interface Reading {
  /** The operation's name for the journal; `batch` for a JSON-RPC batch; none when no operation was found. */
  readonly operation?: string;
  readonly members: readonly (AskedCall | Answer)[];
  write(answers: readonly Words[]): HttpReply;
  /** Where there are several: how each is printed by itself. */
  readonly batch?: Batch;
}

/** How a reply is put together whose parts are printed one by one, so that its length is known before it is there. */
export interface Batch {
  /** One member's answer; nothing for a notification. */
  print(member: number, answer: Words): string | undefined;
  /** The reply of all that was printed. */
  join(printed: readonly string[]): HttpReply;
}

/** How a provider's operations stand on HTTP: REST has one call a request, JSON-RPC may have several. */
export interface Protocol {
  /** The addresses that exist, as shown to people, such as `POST /users/`. */
  readonly addresses: readonly string[];
  /** Where each operation stands; of several addresses of one operation the documented one comes first. */
  readonly endpoints: readonly Endpoint[];
  /** Nothing when the provider has no such path or method. */
  route(head: RequestHead): Route | undefined;
  /** Takes a request apart; nothing that a session has counts for it. */
  read(request: ProviderRequest, route: Route): Reading;
  /** Prints an answer that was made without a call: an unknown route, too large a body, a rate limit, a failure. */
  writeRefusal(answer: Words): HttpReply;
}

/** The refusals that the engine itself asks for; the provider words them. */
export interface ProviderErrors<Stores extends StoreSet = StoreSet, Rule extends string = string> {
  unknownRoute(head: RequestHead, world: World<Stores>): Answer<Rule>;
  tooLarge(route: Route, world: World<Stores>): Answer<Rule>;
  rateLimited?(limit: RateLimit): Answer<Rule>;
  /** What would be stored, or answered, is more than the mock has room for. */
  tooMuch(occasion: Pick<Call<unknown, Stores>, 'operation' | 'world'>): Answer<Rule>;
  /** What the provider's server says when it fails. Only faults ask for it, so no rule of the mock stands behind it. */
  failure(failure: Failure<Stores>): Words;
}

/** How a provider's server is made to fail. */
export interface Failure<Stores extends StoreSet = StoreSet> {
  /** The HTTP status, 5xx or 429; without one the provider takes its own. */
  readonly status?: number;
  /** The operation that was called; none for JSON-RPC, or when none was found. */
  readonly operation?: Operation;
  readonly world: World<Stores>;
}

/** How a session's stored accounts and users are made, shown and seeded. */
export interface StateSpec<Stores extends StoreSet = StoreSet, State extends object = object> {
  /** New collections, with what the mock has from the start. */
  create(digest: (password: string) => string): Stores;
  /** All that is stored and known, in the form of `state.schema.json`, secrets masked. `seed` takes it as it is. */
  dump(stores: Stores): State;
  /** Whether what `dump` masks or leaves out of kept records is what this mock would have stored there. */
  holdsOwn?(stores: Stores): boolean;
  /**
   * Adds records, and puts facts in the place of those that the mock has from the start; `seed` keeps to `state.schema.json`.
   * A masked secret is that of the record with the same key in `before`, what the session had until now, or drawn. Throws a
   * StateError when records collide, or name what is not there.
   */
  seed(world: World<Stores>, seed: State, before?: Stores): void;
}

/** A header that every request needs, beside credentials and content type. */
export interface RequiredHeader {
  readonly name: string;
  readonly description: string;
  /** The values that are taken, the documented one first. */
  readonly values: readonly string[];
}

/** One API that the server plays: data and small pure functions. */
export interface Provider<Stores extends StoreSet = StoreSet> extends ProviderIdentity {
  readonly requiredHeaders?: readonly RequiredHeader[];
  readonly schemas: SchemaSet;
  readonly protocol: Protocol;
  readonly operations: readonly Operation[];
  readonly errors: ProviderErrors<Stores>;
  readonly rateLimits?: RateLimits;
  readonly state: StateSpec<Stores>;
  /** Versions of the API that differ, the documented one first; none where all is one. */
  readonly versions?: readonly ApiVersion[];
  /** What recordings of the real API tell, for the comparison with it. */
  readonly realFacts?: RealFacts;
  /** What recordings of the real API have shown to be otherwise. */
  readonly corrections?: Corrections;
  /** The call that removes what a reply, or the values of a provider state, say was made at the real API. */
  readonly undo?: (made: JsonObject) => RealCall | undefined;
  /** What contracts can ask for before a request. */
  readonly providerStates: readonly ProviderState<Stores>[];
  /** Makes a valid body for each operation that takes one, by the operation's name; all of them can be sent in a row. */
  readonly samples: Readonly<Record<string, (faker: Faker) => JsonObject>>;
}
