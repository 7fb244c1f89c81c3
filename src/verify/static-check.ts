import { codeOf } from '../files/code-of.ts';
import { routeAt } from '../kit/known-request.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { describe } from '../openapi/describe.ts';
import { type Disagreement, disagreementLines } from './disagreement-lines.ts';
import { type Pact, PactError, type PactInteraction } from './pact.ts';

/** What is used of the comparator, whose own types need a package that it does not bring. */
interface ComparatorModule {
  /** Version 1 takes the description, version 2 one of several kinds, by its name. */
  readonly Comparator: new (
    given: object,
  ) => { compare(pact: JsonObject): AsyncIterable<Finding> };
}

interface Finding {
  readonly code: string;
  readonly type: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly mockDetails?: { readonly location: string };
}

/** Where a pact and the provider's OpenAPI description disagree: one line each, by the interaction's index. */
export type StaticFindings = ReadonlyMap<number, readonly string[]>;

/** Compares pacts with descriptions; nothing where the comparator, an optional peer, is not installed. */
export async function loadStaticCheck(name = '@pactflow/openapi-pact-comparator'): Promise<StaticCheck | undefined> {
  try {
    // Imported by a variable, so that nobody needs the package to check the types of this one.
    const module: ComparatorModule = await import(name);
    return (pact, provider) => compare(module, pact, provider);
  } catch (error) {
    if (codeOf(error) === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Compares one pact, without any request. */
export type StaticCheck = (pact: Pact, provider: Provider) => Promise<StaticFindings>;

async function compare(module: ComparatorModule, pact: Pact, provider: Provider): Promise<StaticFindings> {
  const found = new Map<number, Disagreement[]>();
  for (const { type, code, message, mockDetails } of await findings(module, pact, provider)) {
    const index = Number(/^\[root\]\.interactions\[(\d+)\]/.exec(mockDetails?.location ?? '')?.[1] ?? 0);
    const interaction = pact.interactions[index];
    if (type !== 'error' || (interaction && isExcused(code, interaction, provider))) continue;
    const place = mockDetails?.location.replace(/^\[root\]\.interactions\[\d+\]\./, '') ?? 'pact';
    found.set(index, [...(found.get(index) ?? []), { place, message }]);
  }
  return new Map([...found].map(([index, all]) => [index, disagreementLines(all)]));
}

async function findings({ Comparator }: ComparatorModule, pact: Pact, provider: Provider): Promise<Finding[]> {
  const found: Finding[] = [];
  try {
    const oas = comparableDescription(provider);
    // Both at once: each version reads what it knows.
    const comparator = new Comparator({ ...oas, oas });
    for await (const finding of comparator.compare(withDefaults(pact))) found.push(finding);
    return found;
  } catch (error) {
    // The comparator reads more strictly than the verifier, which ignores what it does not understand.
    const problem =
      'a query, a header or a status in it has a form that no pact has. Let the consumer’s tests write it anew.';
    throw new PactError(pact.file, problem, { cause: error });
  }
}

/** A pact may leave out what is usual, such as the status 200, but the comparator wants all of it. */
function withDefaults({ document, interactions }: Pact): JsonObject {
  const listed = Array.isArray(document.interactions) ? document.interactions.filter(isJsonObject) : [];
  const completed = listed.map((interaction, index) => {
    const { method, path, status } = interactions[index] ?? {};
    const request = withPlainQuery({ ...objectIn(interaction.request), method, path });
    return { ...interaction, request, response: { ...objectIn(interaction.response), status } };
  });
  return { ...document, interactions: completed };
}

/** A name in a query without `=` has no value, which the comparator knows as an empty one only. */
function withPlainQuery(request: JsonObject): JsonObject {
  const { query } = request;
  if (!isJsonObject(query)) return request;
  const plain = (value: unknown) => (Array.isArray(value) ? value.map((each) => each ?? '') : (value ?? ''));
  return { ...request, query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, plain(value)])) };
}

function objectIn(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/**
 * A request that the consumer expects to be refused may be wrong. The comparator excuses most of what is wrong where the
 * reply is a 4xx; a dialect that refuses with the status of its success leaves only the reply to compare.
 */
function isExcused(code: string, interaction: PactInteraction, provider: Provider): boolean {
  return code.startsWith('request.') && (interaction.status >= 400 || mayRefuse(interaction, provider));
}

/** Whether the provider answers refused requests with the expected status, too. */
function mayRefuse({ method, path, status }: PactInteraction, provider: Provider): boolean {
  const route = routeAt(provider, { method, path });
  // Of JSON-RPC the address does not tell the operation, and its refusals are 200.
  const replies =
    route?.operation?.replies ?? provider.protocol.endpoints.find(({ rpcMethod }) => rpcMethod)?.operation.replies;
  return route !== undefined && (replies ?? []).filter((reply) => reply.status === status).length > 1;
}

const prefix = '#/components/schemas/';

/**
 * A provider's OpenAPI description as the comparator can read it: a schema that is only another name of a second one
 * becomes that one. The comparator follows a reference to a schema, but not the next one from there, and would then
 * miss in a pact what its consumer does not care about.
 */
function comparableDescription(provider: Provider): JsonObject {
  const document: JsonObject = { ...describe(provider, 'http://127.0.0.1:4010') };
  const { components } = document;
  if (!isJsonObject(components) || !isJsonObject(components.schemas)) return document;
  const { schemas } = components;
  const resolved = Object.entries(schemas).map(([name, schema]) => [name, withoutReference(schema, schemas)]);
  return { ...document, components: { ...components, schemas: Object.fromEntries(resolved) } };
}

function withoutReference(schema: unknown, schemas: JsonObject): unknown {
  if (!isJsonObject(schema) || typeof schema.$ref !== 'string') return schema;
  const { $ref, ...own } = schema;
  const target = withoutReference(schemas[schema.$ref.slice(prefix.length)], schemas);
  return isJsonObject(target) ? { ...target, ...own } : schema;
}
