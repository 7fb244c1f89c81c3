import type { Provider } from '../../src/kit/provider.ts';

/** A real API by its address. */
export interface HarUpstream {
  readonly provider: Provider;
  /** Base URL, without a last slash. */
  readonly url: string;
}

/** What a URL of an archive asks of whom. */
export interface Owned extends HarUpstream {
  /** The provider's own, byte by byte as the archive has it. */
  readonly path: string;
  readonly query: string;
}

/** Finds whose a URL is: under an address that is named first, of two that fit the longer one. Nothing when it is nobody's. */
export function ownerOf(url: string, upstreams: readonly HarUpstream[]): Owned | undefined {
  const target = targetIn(url);
  if (!target) return undefined;
  const found = upstreams
    .filter((upstream) => isUnder(target, new URL(upstream.url)))
    .reduce<HarUpstream | undefined>(
      (best, each) => (best && best.url.length >= each.url.length ? best : each),
      undefined,
    );
  if (!found) return undefined;
  const path = target.path.slice(basePath(new URL(found.url)).length);
  return { ...found, path: path === '' ? '/' : path, query: target.query };
}

interface Target {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
}

/** Taken apart by hand: a URL that is parsed has lost its dot segments. */
function targetIn(url: string): Target | undefined {
  const { origin = '', protocol = '' } = URL.parse(url) ?? {};
  const [, rest = ''] = /^https?:\/\/[^/?#]*([^#]*)/i.exec(url) ?? [];
  if (!/^https?:$/.test(protocol)) return undefined;
  const sent = rest.replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);
  return { origin, ...pathAndQuery(sent) };
}

/** The two parts of what stands in a request line. */
export function pathAndQuery(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

function isUnder({ origin, path }: Target, upstream: URL): boolean {
  const base = basePath(upstream);
  return origin === upstream.origin && (path === base || path.startsWith(`${base}/`));
}

function basePath({ pathname }: URL): string {
  return pathname.replace(/\/$/, '');
}
