import { oncePerName } from '../../src/kit/once-per.ts';
import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';

/** Whose addresses are to lead here, and where that is. */
export interface AddressSettings {
  readonly provider: ProviderIdentity;
  /** Where the provider was reached, with a last slash. */
  readonly baseUrl: string;
  /** Where the real API is. */
  readonly upstream: string;
}

/**
 * An absolute address of the real API as one of this server: of the upstream, and of each host that the provider is known
 * by. Nothing for any other text. One outside of the upstream's own path leads here, too: a client must not leave by it.
 */
export function ownAddress(text: string, { provider, baseUrl, upstream }: AddressSettings): string | undefined {
  const [start] = /^(?:https?:)?\/\/[^/?#]*/i.exec(text) ?? [];
  if (start === undefined) return undefined;
  const host = URL.parse(start.startsWith('//') ? `https:${start}` : start)?.host;
  if (host === undefined || !realHosts(provider, upstream).has(host)) return undefined;
  return baseUrl + withoutBase(text.slice(start.length), upstream);
}

/** The same also for an address without a host, which is the real API's when it stands in a header. */
export function ownHeaderAddress(text: string, settings: AddressSettings): string | undefined {
  if (!text.startsWith('/') || text.startsWith('//')) return ownAddress(text, settings);
  return new URL(settings.baseUrl).pathname + withoutBase(text, settings.upstream);
}

const realHosts = oncePerName(({ hosts }: ProviderIdentity, upstream = ''): ReadonlySet<string> => {
  const host = URL.parse(upstream)?.host;
  return new Set([...hosts, ...(host === undefined ? [] : [host])]);
});

/** What is left of a path behind the upstream's own, without the first slash. */
function withoutBase(path: string, upstream: string): string {
  const base = (URL.parse(upstream)?.pathname ?? '/').replace(/\/$/, '');
  const rest = path.slice(base.length);
  const isBelow = path.startsWith(base) && /^(?:[/?#]|$)/.test(rest);
  return (isBelow ? rest : path).replace(/^\//, '');
}
