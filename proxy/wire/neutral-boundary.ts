import type { RequestWith } from './message.ts';

/** What stands between the parts of every form that is compared or recorded. */
export const neutralBoundary = 'understudy-form-boundary';

/** A body whose bytes or text can be read. */
type ReadableBody = { readonly bytes: Buffer } | { readonly binary: Buffer } | { readonly text: string } | object;

/**
 * A multipart request with one boundary for all (RFC 2046, section 5.1.1): clients draw a new one for each request, so that
 * the same form would never be the same request. One without a boundary, or with the neutral one in a part, stays as it is.
 */
export function withNeutralBoundary<Body extends ReadableBody>(request: RequestWith<Body>): RequestWith<Body> {
  return withBoundary(request, neutralBoundary);
}

/** The same request with another boundary. */
export function withBoundary<Body extends ReadableBody>(
  request: RequestWith<Body>,
  boundary: string,
): RequestWith<Body> {
  const at = request.headers.findIndex(([name]) => name.toLowerCase() === 'content-type');
  const [name, type] = request.headers[at] ?? ['', ''];
  const found = boundaryIn(type);
  if (found === undefined || found.value === boundary) return request;
  const body = bodyWith(request.body, (text) => withDelimiters(text, found.value, boundary));
  if (!body) return request;
  return { ...request, headers: request.headers.with(at, [name, type.replace(found.text, () => boundary)]), body };
}

/** The boundary of a content type, and how it is written there. */
function boundaryIn(type: string): { readonly text: string; readonly value: string } | undefined {
  if (!/^\s*multipart\//i.test(type)) return undefined;
  const [, quoted, plain = quoted?.slice(1, -1)] = /;\s*boundary=(?:("[^"]{1,70}")|([^\s;"]{1,70}))/i.exec(type) ?? [];
  return plain === undefined ? undefined : { text: quoted ?? plain, value: plain };
}

function bodyWith<Body extends ReadableBody>(
  body: Body,
  change: (text: string) => string | undefined,
): Body | undefined {
  const [member] = (['bytes', 'binary', 'text'] as const).filter((each) => each in body);
  if (member === undefined) return undefined;
  const value: unknown = Reflect.get(body, member);
  // One character a byte, so that no byte is lost.
  const changed = change(Buffer.isBuffer(value) ? value.toString('latin1') : String(value));
  if (changed === undefined) return undefined;
  return { ...body, [member]: Buffer.isBuffer(value) ? Buffer.from(changed, 'latin1') : changed };
}

/** A delimiter is a line of its own. Nothing when the new one stands in the text already. */
function withDelimiters(text: string, from: string, to: string): string | undefined {
  if (text.includes(`--${to}`)) return undefined;
  return text
    .split('\n')
    .map((line) => (isDelimiter(line, from) ? `--${to}${line.slice(from.length + 2)}` : line))
    .join('\n');
}

function isDelimiter(line: string, boundary: string): boolean {
  return line.startsWith(`--${boundary}`) && /^(?:--)?[ \t]*\r?$/.test(line.slice(boundary.length + 2));
}
