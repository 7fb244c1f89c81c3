import type { Answer, Violation } from '../../src/kit/answer.ts';
import type { RpcProblem } from '../../src/kit/protocols/json-rpc.ts';
import type { ProviderErrors } from '../../src/kit/provider.ts';
import type { GetResponseRule } from './generated/rules.ts';
import type { JsonRpcError } from './generated/schemas.ts';
import type { GetResponseStores } from './records.ts';

/** JSON-RPC's own errors (specification 2.0, section 5.1) with the provider's texts. */
const invalidRequest: JsonRpcError = { code: -32600, message: 'Invalid Request' };
const serverError: JsonRpcError = { code: -32000, message: 'Server error' };
export const invalidParams: JsonRpcError = { code: -32602, message: 'Invalid params' };

/** An error of the method or of the key: all have the code -1 (public record: the provider's documentation, Errors). */
export function methodError(message: JsonRpcError['message']): JsonRpcError {
  return { code: -1, message };
}

/** The only maker of GetResponse's error object, with its keys in the document's order. */
export function refuse(
  rule: GetResponseRule,
  error: JsonRpcError,
  violation?: Violation<GetResponseRule>,
): Answer<GetResponseRule> {
  return { rule, violations: violation ? [violation] : [], refused: true, status: 200, schema: 'error', body: error };
}

const problems: Readonly<Record<RpcProblem, JsonRpcError>> = {
  'parse-error': { code: -32700, message: 'Parse error' },
  'invalid-request': invalidRequest,
  'method-not-found': { code: -32601, message: 'Method not found' },
};

/** What is no call of a known method. */
export function refuseProblem(problem: RpcProblem): Answer {
  return refuse('getresponse/protocol', problems[problem]);
}

/** What the engine itself has to refuse: the only replies with another HTTP status than 200 and 204. */
export const errors: ProviderErrors<GetResponseStores, GetResponseRule> = {
  unknownRoute: () => ({ ...refuse('getresponse/unknown-route', invalidRequest), status: 404 }),
  tooLarge: () => ({ ...refuse('getresponse/too-large', invalidRequest), status: 413 }),
  tooMuch: () => refuse('getresponse/too-much', serverError),
  // JSON-RPC 2.0, section 5.1: the code of the server's own mistakes, and the first of those left to the server.
  failure: ({ status = 200 }) => ({
    refused: true,
    status,
    body: status === 429 ? { code: -32000, message: 'Too Many Requests' } : { code: -32603, message: 'Internal error' },
  }),
};
