import type { IncomingHttpHeaders } from 'node:http';

/** A JSON object as a parser leaves it: members of any kind, none promised. */
export type JsonObject = { [name: string]: unknown };

/** What is known of a request before its body is read. */
export interface RequestHead {
  readonly method: string;
  /** The provider's own path, percent-encoded as it was sent; begins with a slash. */
  readonly path: string;
  /** What follows the question mark; empty when there is none. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The URL under which the provider was reached, with a last slash: `http://127.0.0.1:4010/leeloo/`. */
  readonly baseUrl: string;
}

/** A request whose body was read whole; it is never longer than the limit. */
export interface ProviderRequest extends RequestHead {
  readonly body: Buffer;
}

/** A reply that is ready to be sent; no body for statuses such as 204. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** What headers and body take in memory, in bytes, where they are made out of something else each time. */
  readonly heldBytes?: number;
}

/** Bodies over this many bytes are refused with 413 (common page of the mocks: 1 MiB). */
export const maxBodyBytes = 1_048_576;

const jsonType = 'application/json; charset=utf-8';

/** A reply whose body is printed as JSON, in the key order of the value. */
export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  return jsonText(status, JSON.stringify(body), headers);
}

/** The same of JSON that is printed already. */
export function jsonText(status: number, body: string, headers: Record<string, string> = {}): HttpReply {
  return { status, headers: { 'Content-Type': jsonType, ...headers }, body };
}

/** Whether the request declares JSON (RFC 9110, 8.3); parameters such as a charset are allowed. */
export function declaresJson(head: RequestHead): boolean {
  const [type = ''] = (head.headers['content-type'] ?? '').split(';', 1);
  return type.trim().toLowerCase() === 'application/json';
}
