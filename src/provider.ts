// What a provider is written against: `import { defineProvider } from 'api-understudy/provider'`.
export type { Answer, Violation, Words } from './kit/answer.ts';
export type { ApiVersion } from './kit/api-version.ts';
export { defineProvider, type ProviderDefinition } from './kit/define-provider.ts';
export type { Example, ExampleRequest, ExampleStep } from './kit/example.ts';
export type { Basis, BrokenBy, Ledger, Rule } from './kit/ledger.ts';
export {
  declaresJson,
  type HttpReply,
  type JsonObject,
  jsonReply,
  type ProviderRequest,
  type RequestHead,
} from './kit/protocols/http.ts';
export { isJsonObject, parseJson, pointerSegments, withoutNullMembers } from './kit/protocols/json.ts';
export { readJsonObject } from './kit/protocols/json-body.ts';
export {
  jsonRpcProtocol,
  type RpcOperation,
  type RpcOptions,
  type RpcProblem,
  rpcOperations,
} from './kit/protocols/json-rpc.ts';
export { readQuery } from './kit/protocols/query.ts';
export { type RestOperation, type RestOptions, restOperations, restProtocol } from './kit/protocols/rest.ts';
export type { PathOptions, PathParams } from './kit/protocols/route.ts';
export {
  type AskedCall,
  type Call,
  type Check,
  type Endpoint,
  type Failure,
  type Operation,
  type Protocol,
  type Provider,
  type ProviderErrors,
  type Reading,
  type RequiredHeader,
  type Route,
  type SchemaName,
  type StateSpec,
  schemaName,
} from './kit/provider.ts';
export { type RealApi, type RealCall, type RealReply, StateNotSetError } from './kit/real-api.ts';
export {
  existingIds,
  type NamedIds,
  namedIds,
  type RealFacts,
  RecordsBefore,
  type SeenCall,
} from './kit/real-facts.ts';
export type { HeaderDescription, ReplyDescription } from './kit/reply-description.ts';
export type { SchemaNode } from './kit/schema/annotations.ts';
export type { Formats } from './kit/schema/create-ajv.ts';
export { SchemaSet } from './kit/schema/schema-set.ts';
export type { SecretPlace, SecretRole } from './kit/secret-place.ts';
export { Collection, type CollectionKeys } from './kit/world/collection.ts';
export { type BegunFacts, begunFacts, Facts } from './kit/world/facts.ts';
export {
  firstFree,
  freeEmail,
  type MadeRecord,
  type ProviderState,
  providerStates,
  type StateParam,
  type StateValues,
} from './kit/world/provider-state.ts';
export { drawUnused } from './kit/world/random.ts';
export type { LimitUsage, RateLimit, RateLimits } from './kit/world/rate-limit.ts';
export { StateError } from './kit/world/state-error.ts';
export type { StoreSet, World } from './kit/world/world.ts';
