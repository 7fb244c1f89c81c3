import { expect } from 'vitest';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { ReplyDescription } from '../kit/reply-description.ts';
import type { Reply } from './send.ts';
import './to-be-none.ts';

/** What no reply may show: a place in our code, or in that of a package. */
const traceOfCode = /node_modules|node:internal|\.ts:\d+|\.js:\d+|\n {1,8}at /;

/**
 * Expects a reply that the provider itself could have given: no error of the server or the toolkit, and a body that
 * keeps to a schema declared by the operation, or, where no operation was found, to one of the provider's.
 */
export function expectOwnReply(provider: Provider, operation: Operation | undefined, reply: Reply): void {
  const { status, headers, text } = reply;
  expect(
    { error: headers['x-understudy-error'], source: headers['x-understudy-source'] },
    `The mock did not answer: a check or a handler threw (${text}).`,
  ).toEqual({ source: 'mock' });
  expect(status, 'A mock that has room never answers as a server that failed.').toBeLessThan(500);
  expect(text, 'A reply shows a place in the code.').not.toMatch(traceOfCode);
  const described = `Add what was answered with ${status} to the replies of ${operation?.name ?? 'an operation'}: its status and its schema.`;
  expect(misfits(provider, operation, reply)).toBeNone(described);
}

/** Whether every call of a request was refused. Nobody knows of a JSON-RPC notification, so none counts as refused. */
export function isRefusal(provider: Provider, operation: Operation | undefined, reply: Reply): boolean {
  if (reply.text === '') return reply.status >= 400;
  if (speaksJsonRpc(provider)) return areAllRpcErrors(reply);
  const success = operation?.replies[0];
  return success === undefined || !fits(provider, success, reply.status, parseReply(reply.text));
}

/** The rule header names a rule for each call, so that calls without a reply are counted, too. */
function areAllRpcErrors({ headers, text }: Reply): boolean {
  const replies = members(parseReply(text));
  return replies.length === `${headers['x-understudy-rule']}`.split(',').length && replies.every(isRpcError);
}

/** The answers in a reply that keep to none of the declared schemas. */
function misfits(provider: Provider, operation: Operation | undefined, { status, text }: Reply): unknown[] {
  const isRpc = speaksJsonRpc(provider);
  if (text === '') return isRpc || !operation || describes(operation, status) ? [] : ['a reply without a body'];
  const parsed = parseReply(text);
  const outside = isRpc && !provider.schemas.accepts('json-rpc-reply', parsed) ? [parsed] : [];
  // An error of JSON-RPC is about a call, whatever the HTTP status of its reply.
  const answers = isRpc ? members(parsed).map(resultOrError) : [parsed];
  const declared = operation ? operation.replies : provider.operations.flatMap(({ replies }) => replies);
  const fitsOne = (answer: unknown) =>
    declared.some((one) => fits(provider, one, isRpc || !operation ? one.status : status, answer));
  return [...outside, ...answers.filter((answer) => !fitsOne(answer))];
}

/** HEAD has the status of GET, and no body. */
function describes({ replies }: Operation, status: number): boolean {
  return replies.some((reply) => reply.status === status);
}

function fits(provider: Provider, declared: ReplyDescription, status: number, answer: unknown): boolean {
  return (
    declared.status === status && declared.schema !== undefined && provider.schemas.accepts(declared.schema, answer)
  );
}

function speaksJsonRpc({ protocol }: Provider): boolean {
  return protocol.endpoints.some(({ rpcMethod }) => rpcMethod !== undefined);
}

function members(body: unknown): unknown[] {
  return Array.isArray(body) ? body : [body];
}

function isRpcError(member: unknown): boolean {
  return isJsonObject(member) && isJsonObject(member.error);
}

function resultOrError(member: unknown): unknown {
  if (!isJsonObject(member)) return undefined;
  return isRpcError(member) ? member.error : member.result;
}

/** A number that JavaScript cannot hold, such as an id of 1e400, is a number all the same. */
function parseReply(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? Number.MAX_VALUE : value,
  );
}
