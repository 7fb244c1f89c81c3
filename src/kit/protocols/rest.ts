import type { Words } from '../answer.ts';
import type { AskedCall, Operation, Protocol } from '../provider.ts';
import type { StoreSet } from '../world/world.ts';
import { type HttpReply, jsonReply } from './http.ts';
import { type PathOptions, type PathParams, pathMatcher } from './route.ts';

/** An operation at one method and one or more paths; the first path is the documented one. */
export interface RestOperation<
  Input = unknown,
  Stores extends StoreSet = StoreSet,
  Caller = unknown,
  Path extends string = string,
  Query = unknown,
> extends Operation<Input, Stores, Caller, PathParams<Path>, Query> {
  readonly method: string;
  /** In the syntax of path-to-regexp. */
  readonly paths: readonly [Path, ...Path[]];
}

/** Makes `defineOperation` for one provider: its stores and callers are fixed; name, input, path parameters and query are inferred. */
export function restOperations<Stores extends StoreSet, Caller>() {
  return <Input, const Path extends string, const Name extends string, Query>(
    operation: RestOperation<Input, Stores, Caller, Path, Query> & { readonly name: Name },
  ): RestOperation<Input, Stores, Caller, Path, Query> & { readonly name: Name } => operation;
}

/** How a REST API reads its addresses. */
export interface RestOptions extends PathOptions {
  /** HEAD is answered as GET, without the body, as Express does it. */
  readonly headAsGet?: boolean;
}

/** REST: the method and the path name the operation, a request is one call, an answer is one reply. */
export function restProtocol(operations: readonly RestOperation[], options: RestOptions = {}): Protocol {
  const candidates = operations.map((operation) => ({
    operation,
    methods: options.headAsGet && operation.method === 'GET' ? ['GET', 'HEAD'] : [operation.method],
    find: pathMatcher(operation.paths, options),
  }));
  return {
    addresses: candidates.flatMap(({ methods, operation: { paths } }) =>
      methods.flatMap((method) => paths.map((path) => `${method} ${path}`)),
    ),
    endpoints: operations.flatMap((operation) =>
      operation.paths.map((path) => ({ operation, method: operation.method, path })),
    ),
    route: (head) => {
      for (const { operation, methods, find } of candidates) {
        const params = methods.includes(head.method) ? find(head.path) : undefined;
        if (params) return { operation, params };
      }
      return undefined;
    },
    read: (request, { operation, params }) => {
      if (!operation) throw new Error('Cannot read a REST request without an operation.');
      const call: AskedCall = { operation, request, params, input: undefined };
      return { operation: operation.name, members: [call], write: ([answer]) => writeAnswer(answer) };
    },
    writeRefusal: writeAnswer,
  };
}

function writeAnswer(answer: Words | undefined): HttpReply {
  if (!answer) throw new Error('Cannot write a REST reply: the call has no answer.');
  const { status, headers = {}, text, body } = answer;
  if (text !== undefined)
    return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: text };
  // Nothing has no type: a 204, or any other reply without a body.
  return body === undefined ? { status, headers } : jsonReply(status, body, headers);
}
