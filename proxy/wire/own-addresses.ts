import type { Node } from 'jsonc-parser';
import { oncePerName } from '../../src/kit/once-per.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { annotatedNames } from '../../src/kit/schema/annotated-names.ts';
import { type Edit, editJson } from './edit-json.ts';
import type { RawHeaders } from './header-pairs.ts';
import { type AddressSettings, ownAddress, ownHeaderAddress } from './own-address.ts';

/** What is known of a request whose reply is to lead here. */
interface Asked extends AddressSettings {
  readonly provider: Provider;
  readonly operation: string | undefined;
}

/** Headers that name addresses, whoever answers (RFC 9110, RFC 8288; `Refresh` is of the HTML standard). */
const usual = ['location', 'content-location', 'link', 'refresh'];

/** A reply with addresses of this server wherever it has those of the real API: a client that follows them stays here. */
export interface OwnAddresses {
  headers(rawHeaders: RawHeaders): RawHeaders;
  /** Of JSON each byte but the addresses stays, and of any other body all of them. */
  body(bytes: Buffer): Buffer;
}

/** Makes the addresses of a reply this server's. */
export function ownAddresses(asked: Asked): OwnAddresses {
  return {
    headers: (rawHeaders) => headersFrom(asked, rawHeaders),
    body: (bytes) => bodyFrom(asked, bytes),
  };
}

function headersFrom(asked: Asked, rawHeaders: RawHeaders): RawHeaders {
  const names = addressHeaders(asked.provider, asked.operation);
  const nameAt = (index: number) => rawHeaders[index]?.toLowerCase() ?? '';
  if (!rawHeaders.some((_, index) => index % 2 === 0 && names.has(nameAt(index)))) return rawHeaders;
  return rawHeaders.map((text, index) => {
    const name = index % 2 === 1 ? nameAt(index - 1) : '';
    return names.has(name) ? headerFrom(asked, name, text) : text;
  });
}

const addressHeaders = oncePerName((provider: Provider, operation): ReadonlySet<string> => {
  const replies = provider.operations.find(({ name }) => name === operation)?.replies ?? [];
  const headers = replies.flatMap((reply) => Object.entries(reply.headers ?? {}));
  return new Set([
    ...usual,
    ...headers.flatMap(([name, header]) => (header['x-base-url'] ? [name.toLowerCase()] : [])),
  ]);
});

/** An address is the whole value, or stands between angle brackets, or behind a number of seconds. */
function headerFrom(asked: Asked, name: string, text: string): string {
  const own = (address: string) => ownHeaderAddress(address, asked) ?? address;
  if (text.startsWith('<')) return text.replaceAll(/<([^<>]*)>/g, (_all, address: string) => `<${own(address)}>`);
  if (name !== 'refresh') return own(text);
  return text.replace(
    /^(\d{1,9}\s{0,9};\s{0,9}url=["']?)(.*)$/i,
    (_all, start: string, address: string) => start + own(address),
  );
}

/** Where the schemas say that the provider names its base URL, and each text that is an address of the real API. */
function bodyFrom(asked: Asked, body: Buffer): Buffer {
  const { provider, baseUrl, upstream } = asked;
  const names = annotatedNames(provider.schemas, 'x-base-url');
  const hosts = [...provider.hosts, URL.parse(upstream)?.host ?? ''];
  // To take each body apart would cost more than all else that a replay does.
  if (names.size === 0 && !hosts.some((host) => host !== '' && body.includes(host))) return body;
  return editJson(body, ({ root }) => {
    const edits: Edit[] = [];
    eachText(root, '', (node, name) => {
      const isBase = node.value !== '' && names.has(name.toLowerCase());
      const own = isBase ? baseUrl : ownAddress(node.value, asked);
      if (own !== undefined) edits.push({ node, text: JSON.stringify(own) });
    });
    return edits;
  });
}

/** Visits each text of a tree, with the name of its member; a text in a list has none. */
function eachText(node: Node, name: string, visit: (node: Node, name: string) => void): void {
  if (node.type === 'string') visit(node, name);
  if (node.type === 'array') for (const item of node.children ?? []) eachText(item, '', visit);
  if (node.type !== 'object') return;
  for (const { children: [key, value] = [] } of node.children ?? [])
    if (value) eachText(value, String(key?.value), visit);
}
