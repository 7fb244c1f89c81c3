import { type CheckedFilter, readQuery } from '../../journal/requests/read-query.ts';
import type { RequestFilter } from '../../journal/requests/request-filter.ts';
import { suggestion } from '../../kit/did-you-mean.ts';
import { isDeeperThan, jsonValue, maxDepth } from '../../kit/protocols/json.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminRequest } from './call.ts';

/** The parameters by which requests are looked for, as a session's `requests()` has them. */
const filters = ['provider', 'operation', 'status', 'rule', 'source', 'method', 'path', 'body'] as const;

/**
 * The filter that a query says; `body` is percent-encoded JSON that a request's body must have in it. Throws a ToolkitError.
 *
 * @param further What else the call takes.
 */
export function readFilter({ query, context }: AdminRequest, further: readonly string[]): CheckedFilter {
  const known = [...filters, ...further];
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse(`the query parameter is unknown. ${suggestion(unknown, known)}`);
  const given = Object.fromEntries(filters.map((name) => [name, query.get(name) || undefined]));
  const filter = {
    ...given,
    provider: query.get('provider') ?? undefined,
    status: readNumber(query, 'status', 999),
    body: readPartial(query),
  };
  try {
    return readQuery(context.providers, filter as RequestFilter);
  } catch (error) {
    if (error instanceof TypeError) throw new ToolkitError('invalid-query', error.message, { cause: error });
    throw error;
  }
}

/** A parameter that is a whole number; nothing when it is not there. Throws a ToolkitError. */
export function readNumber(query: URLSearchParams, name: string, most: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  throw refuse(`"${name}" is no whole number up to ${most}. Use one such as ${Math.min(10, most)}.`);
}

function readPartial(query: URLSearchParams): unknown {
  const text = query.get('body');
  if (text === null) return undefined;
  const value = isDeeperThan(text, maxDepth) ? undefined : jsonValue(text);
  if (value === undefined)
    throw refuse('"body" is no JSON. Use percent-encoded JSON such as %7B%22data%22%3A%5B%7B%7D%5D%7D.');
  return value;
}

function refuse(problem: string): ToolkitError {
  return new ToolkitError('invalid-query', `Cannot look for requests: ${problem}`);
}
