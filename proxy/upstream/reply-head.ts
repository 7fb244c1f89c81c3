import type { IncomingMessage } from 'node:http';
import { valuesOf } from '../wire/headers.ts';

/** What Node's server writes of a reason phrase; Node's client reads any byte in one. */
const reason = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * What is wrong with the head of a reply that Node's client has read; nothing when it can be passed on. Found before the
 * client's reply is touched: what Node refuses to write, it has half taken in.
 */
export function brokenHead({ statusCode = 0, statusMessage = '', rawHeaders }: IncomingMessage): string | undefined {
  if (statusCode < 200) return 'its status is none';
  if (!reason.test(statusMessage)) return 'its reason phrase holds a control character';
  // Nobody asked for another coding, so that its bytes would pass for the body.
  const codings = valuesOf(rawHeaders, 'transfer-encoding');
  const isPlain = codings.length === 0 || (codings.length === 1 && codings[0]?.trim().toLowerCase() === 'chunked');
  return isPlain ? undefined : 'its Transfer-Encoding is not "chunked" alone';
}

/** Takes the length of a body away that is going to have another one. */
export function dropLength(rawHeaders: string[]): void {
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2)
    if (rawHeaders[index]?.toLowerCase() === 'content-length') rawHeaders.splice(index, 2);
}
