import type { Answer, Words } from '../answer.ts';
import type { AskedCall, Operation, Protocol, Reading } from '../provider.ts';
import type { StoreSet } from '../world/world.ts';
import { type HttpReply, type JsonObject, jsonReply, jsonText, type ProviderRequest } from './http.ts';
import { isJsonObject, parseJson } from './json.ts';
import { jsonWithSource } from './json-source.ts';
import { type PathOptions, pathMatcher } from './route.ts';

/** A batch with more members is refused as a whole, so that one request cannot ask for half a million replies. */
export const maxBatch = 1_000;

/** An operation that a JSON-RPC method names. */
export interface RpcOperation<Input = unknown, Stores extends StoreSet = StoreSet, Caller = unknown>
  extends Operation<Input, Stores, Caller> {
  /** The method's name on the wire. */
  readonly method: string;
}

/** Makes `defineOperation` for one provider: its stores and callers are fixed, the input is inferred. */
export function rpcOperations<Stores extends StoreSet, Caller>() {
  return <Input, const Name extends string>(
    operation: RpcOperation<Input, Stores, Caller> & { readonly name: Name },
  ): RpcOperation<Input, Stores, Caller> & { readonly name: Name } => operation;
}

/** The errors that JSON-RPC 2.0 itself has (section 5.1). */
export type RpcProblem = 'parse-error' | 'invalid-request' | 'method-not-found';

/** What differs between providers that speak JSON-RPC. */
export interface RpcOptions extends PathOptions {
  /** Paths at which calls are taken, by POST. */
  readonly paths: readonly string[];
  /** Words the errors of the protocol. */
  refuse(problem: RpcProblem): Answer;
}

/** One member of a request: how its reply is written, and the call or the answer it already has. */
interface Member {
  readonly version: '1.0' | '2.0';
  /** Absent for a notification, which gets no reply. */
  readonly id?: unknown;
  readonly work: AskedCall | Answer;
}

/** JSON-RPC 2.0 and 1.0 over HTTP: the body names the operation; a batch has several calls; a notification no reply. */
export function jsonRpcProtocol(operations: readonly RpcOperation[], options: RpcOptions): Protocol {
  const byMethod = new Map(operations.map((operation) => [operation.method, operation]));
  const find = pathMatcher(options.paths, options);
  return {
    addresses: options.paths.map((path) => `POST ${path}`),
    endpoints: options.paths.flatMap((path) =>
      operations.map((operation) => ({ operation, method: 'POST', path, rpcMethod: operation.method })),
    ),
    route: (head) => {
      const params = head.method === 'POST' ? find(head.path) : undefined;
      return params && { params };
    },
    read: (request) => readRequest(request, byMethod, options),
    writeRefusal: (answer) => jsonReply(answer.status, write({ version: '2.0', id: null }, answer), answer.headers),
  };
}

function readRequest(
  request: ProviderRequest,
  byMethod: ReadonlyMap<string, RpcOperation>,
  options: RpcOptions,
): Reading {
  const parsed = request.body.length === 0 ? { value: {}, text: '{}' } : parseJson(request.body);
  const refused = (problem: RpcProblem): Reading => single({ version: '2.0', id: null, work: options.refuse(problem) });
  if (!parsed) return refused('parse-error');
  const { value, text } = parsed;
  const ids = exactIds(value, text);
  const readOne = (member: unknown, index: number): Member => {
    if (!isJsonObject(member)) return { version: '2.0', id: null, work: options.refuse('invalid-request') };
    return readMember(
      member,
      ids[index],
      (method, params) => {
        const operation = byMethod.get(method);
        if (!operation) return options.refuse('method-not-found');
        return { operation, request, params: {}, input: params };
      },
      options,
    );
  };
  if (!Array.isArray(value)) return single(readOne(value, 0));
  if (value.length === 0 || value.length > maxBatch) return refused('invalid-request');
  return batch(value.map(readOne));
}

function readMember(
  member: JsonObject,
  id: unknown,
  find: (method: string, params: unknown) => AskedCall | Answer,
  options: RpcOptions,
): Member {
  const version = Object.hasOwn(member, 'jsonrpc') ? '2.0' : '1.0';
  const hasId = Object.hasOwn(member, 'id');
  const { method, params } = member;
  if (!hasValidId(member, version)) return { version, id: null, work: options.refuse('invalid-request') };
  if (typeof method !== 'string' || (version === '2.0' && member.jsonrpc !== '2.0')) {
    // Not even a notification: what is no request is always told so.
    return { version, id: hasId ? id : null, work: options.refuse('invalid-request') };
  }
  return { version, ...(hasId && { id }), work: find(method, params) };
}

/** JSON-RPC 2.0, section 4: an id is a string, a number or null; 1.0 takes any value. */
function hasValidId({ id }: JsonObject, version: Member['version']): boolean {
  return version === '1.0' || id === null || ['undefined', 'string', 'number'].includes(typeof id);
}

function single(member: Member): Reading {
  const { work } = member;
  return {
    ...('operation' in work && { operation: work.operation.name }),
    members: [work],
    write: ([answer]) => (answer && 'id' in member ? jsonReply(200, write(member, answer)) : noContent),
  };
}

function batch(members: readonly Member[]): Reading {
  const print = (at: number, answer: Words) => {
    const member = members[at];
    return member && 'id' in member ? JSON.stringify(write(member, answer)) : undefined;
  };
  const join = (printed: readonly string[]) =>
    printed.length > 0 ? jsonText(200, `[${printed.join(',')}]`) : noContent;
  return {
    operation: 'batch',
    members: members.map(({ work }) => work),
    write: (answers) => join(answers.flatMap((answer, at) => print(at, answer) ?? [])),
    batch: { print, join },
  };
}

const noContent: HttpReply = { status: 204, headers: {} };

/** The members of a reply in the order in which they go out. */
function write({ version, id }: Pick<Member, 'version' | 'id'>, { refused, body }: Words): JsonObject {
  if (version === '1.0') return refused ? { result: null, error: body, id } : { result: body, error: null, id };
  return refused ? { jsonrpc: '2.0', error: body, id } : { jsonrpc: '2.0', id, result: body };
}

/**
 * The ids of a request or of each member of a batch, fit for printing. A number that JavaScript cannot hold, such as
 * 2^53+1 or 1e400, is kept as the text that was sent: an id comes back as it came.
 */
function exactIds(value: unknown, text: string): unknown[] {
  const ids = idsOf(value);
  if (!ids.some((id) => typeof id === 'number' && !Number.isSafeInteger(id))) return ids;
  const keep = (key: string, member: unknown, { source }: { source?: string }) =>
    key === 'id' && typeof member === 'number' && source !== undefined ? jsonWithSource.rawJSON(source) : member;
  return idsOf(jsonWithSource.parse(text, keep));
}

function idsOf(value: unknown): unknown[] {
  const members = Array.isArray(value) ? value : [value];
  return members.map((member) => (isJsonObject(member) && Object.hasOwn(member, 'id') ? member.id : undefined));
}
