import { bytesWithoutMark } from '../../src/files/byte-order-mark.ts';
import { isJsonObject, parseJson } from '../../src/kit/protocols/json.ts';
import { jsonWithSource } from '../../src/kit/protocols/json-source.ts';
import { withBoundary, withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { hasRepeatedMember } from '../wire/repeated-member.ts';
import type { PlainBody, PlainRequest } from './message.ts';

/**
 * A request that says the same in other words: parameters of the content type, a form's boundary, the order of a query's names
 * and of a body's members, and escapes of letters in both. What is recorded must be found by it, too.
 * @param redacted Its query once it was redacted: one in which a secret has the signs that part a query stays as it is.
 */
export function spelledOtherwise(request: PlainRequest, redacted: string): PlainRequest {
  // Further parameters of its type count.
  const types = request.headers.flatMap(([name, value]) => (name === 'content-type' ? [value] : []));
  const isJson = types.length > 0 && types.every((type) => /^application\/json(?:;\s*charset=utf-8)?$/i.test(type));
  const other: PlainRequest = {
    ...request,
    query: partsOf(request.query) === partsOf(redacted) ? queryOtherwise(request.query) : request.query,
    headers: request.headers.map(([name, value]) => [
      name,
      name === 'content-type' && isJson ? 'Application/JSON; charset=UTF-8' : value,
    ]),
    body: isJson ? bodyOtherwise(request.body) : request.body,
  };
  return withNeutralBoundary(withBoundary(other, '----another-boundary'));
}

function partsOf(query: string): number {
  return query.split(/[&=]/).length;
}

/** Values of one name keep their order. */
function queryOtherwise(query: string): string {
  if (query === '') return query;
  const pairs = query.split('&');
  const names = [...new Set(pairs.map((pair) => pair.split('=', 1)[0]))].reverse();
  return names
    .flatMap((name) => pairs.filter((pair) => pair.split('=', 1)[0] === name))
    .map((pair) => pair.replace(/(?<==)[a-z]/i, (letter) => `%${(letter.codePointAt(0) ?? 0).toString(16)}`))
    .join('&');
}

function bodyOtherwise(body: PlainBody): PlainBody {
  if (!('bytes' in body)) return body;
  const text = jsonOtherwise(body.bytes);
  return text === undefined ? body : { ...body, bytes: Buffer.from(text) };
}

/** Nothing for what is no JSON, or is compared as a text: it begins with a byte-order mark, or has a member twice. */
function jsonOtherwise(bytes: Buffer): string | undefined {
  const parsed = parseJson(bytes);
  if (!parsed || bytesWithoutMark(bytes) !== bytes || hasRepeatedMember(parsed.text, parsed.value)) return undefined;
  // Numbers that JavaScript cannot hold are compared as they are spelled.
  const exact = jsonWithSource.parse(parsed.text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? jsonWithSource.rawJSON(source) : turned(value),
  );
  const escaped = (start: string) => `"\\u${start.charCodeAt(1).toString(16).padStart(4, '0')}`;
  return JSON.stringify(exact).replaceAll(/"[a-z]/gi, escaped);
}

/** Members from the last to the first. */
function turned(value: unknown): unknown {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;
}
