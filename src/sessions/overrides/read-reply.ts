import { STATUS_CODES } from 'node:http';
import { isHeaderText } from '../../kit/protocols/header-text.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import type { KeptReply } from './override.ts';
import { OverrideError } from './override-error.ts';

const [least, most] = [200, 599];
/** More would be no reply of an account API. */
const maxBytes = 1_048_576;
const members = ['status', 'headers', 'body', 'base64'];
const bodiless = [204, 205, 304];
/** What frames a reply is the server's, and so is what tells where it came from. */
const ownHeaders = /^(connection|content-length|date|keep-alive|trailer|transfer-encoding|upgrade|x-understudy-.*)$/i;
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

/** Reads a reply as the library and the admin API are given it. Throws an OverrideError. */
export function readReply(given: unknown): KeptReply {
  if (!isJsonObject(given)) throw new OverrideError('there is no "reply". Give one such as {"status": 503}.');
  const unknown = Object.keys(given).find((name) => !members.includes(name));
  if (unknown !== undefined)
    throw new OverrideError(`the reply has a member "${unknown.slice(0, 80)}". It takes ${members.join(', ')}.`);
  const { status } = given;
  if (!(Number.isInteger(status) && Number(status) >= least && Number(status) <= most))
    throw new OverrideError(`its status is none. Use a whole number from ${least} to ${most}.`);
  const content = readContent(given);
  if (content && bodiless.includes(Number(status)))
    throw new OverrideError(`a reply with ${status} ${STATUS_CODES[Number(status)]} has no body. Leave it out.`);
  return { status: Number(status), headers: readHeaders(given.headers, content?.type), ...content?.body };
}

interface Content {
  readonly type: string;
  readonly body: Pick<KeptReply, 'text' | 'base64'>;
}

function readContent({ body, base64 }: { readonly body?: unknown; readonly base64?: unknown }): Content | undefined {
  if (body !== undefined && base64 !== undefined)
    throw new OverrideError('it has "body" and "base64". Give one of them.');
  if (base64 !== undefined) return bytesContent(base64);
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) return bytesContent(Buffer.from(body).toString('base64'));
  if (typeof body === 'string') return textContent('text/plain; charset=utf-8', body);
  const printed: string | undefined = JSON.stringify(body);
  if (printed === undefined)
    throw new OverrideError('its body is nothing that JSON can say. Give JSON, text or bytes.');
  return textContent('application/json; charset=utf-8', printed);
}

function textContent(type: string, text: string): Content {
  requireShort(Buffer.byteLength(text));
  return { type, body: { text } };
}

function bytesContent(base64: unknown): Content {
  if (typeof base64 !== 'string' || !/^[\w+/]*={0,2}$/.test(base64))
    throw new OverrideError('"base64" is none. Give the bytes of the body in base64.');
  requireShort(base64.length * 0.75);
  return { type: 'application/octet-stream', body: { base64 } };
}

function requireShort(bytes: number): void {
  if (bytes > maxBytes) throw new OverrideError(`its body has more than ${maxBytes} bytes. Give a shorter one.`);
}

function readHeaders(given: unknown, type: string | undefined): Record<string, string> {
  if (given !== undefined && !isJsonObject(given))
    throw new OverrideError('"headers" is no object. Give names with their values, such as {"Retry-After": "7"}.');
  const headers = Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, headerValue(name, value)]),
  );
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return isTyped || type === undefined ? headers : { 'Content-Type': type, ...headers };
}

function headerValue(name: string, value: unknown): string {
  // The value may be a secret, so it is not repeated.
  if (!headerName.test(name) || typeof value !== 'string' || !isHeaderText(value))
    throw new OverrideError(
      `the header "${name.slice(0, 80)}" is none that arrives as it was sent. Use visible ASCII.`,
    );
  if (ownHeaders.test(name)) throw new OverrideError(`the header "${name}" is the server's own. Leave it out.`);
  return value;
}
