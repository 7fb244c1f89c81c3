import type { Node } from 'jsonc-parser';
import { oncePerName } from '../../src/kit/once-per.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { annotatedNames } from '../../src/kit/schema/annotated-names.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import { editJson } from '../wire/edit-json.ts';

/** What a replay knows of the request that it answers. */
interface Asked {
  readonly provider: Provider;
  readonly operation: string | undefined;
  /** Where the provider was reached, with a last slash. */
  readonly baseUrl: string;
  /** Where the real API was reached when it was recorded. */
  readonly upstream: string;
}

/**
 * A recorded reply whose headers lead to this server where they led to the real API: a `Location`, or the next page of a
 * `Link`. Only headers that the provider says it of; addresses of others stay.
 */
export function withOwnAddresses(
  { provider, operation, baseUrl, upstream }: Asked,
  reply: RecordedReply,
): RecordedReply {
  const names = addressHeaders(provider, operation);
  if (names.size === 0) return reply;
  const rawHeaders = reply.rawHeaders.map((text, index) =>
    index % 2 === 1 && names.has(reply.rawHeaders[index - 1]?.toLowerCase() ?? '')
      ? ownAddress(text, upstream.endsWith('/') ? upstream : `${upstream}/`, baseUrl)
      : text,
  );
  return { ...reply, rawHeaders };
}

const addressHeaders = oncePerName((provider: Provider, operation): ReadonlySet<string> => {
  const replies = provider.operations.find(({ name }) => name === operation)?.replies ?? [];
  const headers = replies.flatMap((reply) => Object.entries(reply.headers ?? {}));
  return new Set(headers.flatMap(([name, header]) => (header['x-base-url'] ? [name.toLowerCase()] : [])));
});

/** An address is the whole value, or stands between angle brackets (RFC 8288). */
function ownAddress(text: string, upstream: string, baseUrl: string): string {
  const own = (address: string) => addressBelow(address, upstream, baseUrl) ?? address;
  return text.startsWith('<')
    ? text.replaceAll(/<([^<>]*)>/g, (_all, address: string) => `<${own(address)}>`)
    : own(text);
}

/** An address of the real API as one of this server; one without a host is the real API's, too. */
function addressBelow(address: string, upstream: string, baseUrl: string): string | undefined {
  if (address.startsWith(upstream)) return baseUrl + address.slice(upstream.length);
  const { pathname } = new URL(upstream);
  const isOfHost = address.startsWith(pathname) && !address.startsWith('//');
  return isOfHost ? new URL(baseUrl).pathname + address.slice(pathname.length) : undefined;
}

/**
 * A recorded reply with this server's base URL where the schemas say that the provider names its own: a client that
 * follows it stays here.
 */
export function withOwnBaseUrl({ schemas }: Provider, reply: RecordedReply, baseUrl: string): RecordedReply {
  const names = annotatedNames(schemas, 'x-base-url');
  if (names.size === 0) return reply;
  const text = JSON.stringify(baseUrl);
  const body = editJson(reply.body, ({ root }) =>
    collectNamed(root, (name) => names.has(name.toLowerCase()), []).map((node) => ({ node, text })),
  );
  return { ...reply, body };
}

/** Collects the texts under a name, in their order; an empty one names nothing. */
function collectNamed({ type, children = [] }: Node, isWanted: (name: string) => boolean, found: Node[]): Node[] {
  for (const child of children) {
    const [name, value] = child.children ?? [];
    const isNamed =
      type === 'object' && value?.type === 'string' && value.value !== '' && isWanted(String(name?.value));
    if (isNamed && value) found.push(value);
    else collectNamed(child, isWanted, found);
  }
  return found;
}
