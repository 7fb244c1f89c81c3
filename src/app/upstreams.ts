import { readCredentials } from '../../proxy/upstream/credentials.ts';
import type { Forwardable } from '../../proxy/upstream/forwardable.ts';
import type { Forwarded, UpstreamProxy } from '../../proxy/upstream/upstream-proxy.ts';
import { goesInClear, isOnThisMachine, upstreamUrl } from '../../proxy/upstream/upstream-url.ts';
import type { CaptureLimits } from '../../proxy/wire/exchange.ts';
import type { Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { type Credential, isId } from '../secrets/credential.ts';
import type { UpstreamAccess } from '../server/context.ts';
import { isLoopback } from '../server/loopback.ts';
import type { Config } from './config.ts';

/** The real APIs behind the providers: where they are, with which credentials, and the connections to them. */
export class Upstreams implements UpstreamAccess {
  readonly #urls: ReadonlyMap<string, string>;
  readonly credentials: readonly Credential[];
  readonly #secrets: ReadonlyMap<string, readonly string[]>;
  readonly #timeoutMs: number;
  readonly #env: Config['env'];
  readonly #proxies = new Map<string, Promise<UpstreamProxy>>();

  /** Throws a TypeError when an upstream or a credential cannot be used, or others could reach the server that holds it. */
  constructor(providers: readonly ProviderIdentity[], config: Config) {
    const given = new Map(Object.entries(config.upstreams));
    this.#urls = new Map(
      providers.map(({ name, upstream }) => [name, upstreamUrl(name, given.get(name) ?? upstream)] as const),
    );
    this.credentials = readCredentials(providers, config.env);
    const byProvider = Map.groupBy(this.#hidden(), ({ provider }) => provider);
    this.#secrets = new Map([...byProvider].map(([name, all]) => [name, all.map(({ value }) => value)]));
    this.#timeoutMs = config.upstreamTimeoutMs;
    this.#env = config.env;
    this.#requireSafe(config.host);
  }

  url({ name }: ProviderIdentity): string {
    return this.#urls.get(name) ?? '';
  }

  secrets({ name }: ProviderIdentity): readonly string[] {
    return this.#secrets.get(name) ?? [];
  }

  async forward(call: Forwardable, limits: CaptureLimits): Promise<Forwarded> {
    const proxy = await this.#proxyOf(call.provider);
    return await proxy.forward(call, limits);
  }

  /** Ends the connections that are idle. */
  async close(): Promise<void> {
    for (const proxy of await Promise.all(this.#proxies.values())) proxy.close();
  }

  #proxyOf(provider: Provider): Promise<UpstreamProxy> {
    const known = this.#proxies.get(provider.name);
    if (known) return known;
    const made = this.#makeProxy(provider);
    this.#proxies.set(provider.name, made);
    return made;
  }

  async #makeProxy(provider: Provider): Promise<UpstreamProxy> {
    // Loaded when somebody asks: most runs never do.
    const proxies = await import('../../proxy/upstream/upstream-proxy.ts');
    const url = this.url(provider);
    // What is on this machine is not asked for through a proxy elsewhere.
    const proxyEnv = isOnThisMachine(url) ? undefined : this.#env;
    const settings = { credentials: this.credentials, timeoutMs: this.#timeoutMs, proxyEnv };
    return new proxies.UpstreamProxy(provider.name, url, settings);
  }

  /** An id alone lets nobody in. */
  #hidden(): readonly Credential[] {
    return this.credentials.filter((each) => !isId(each));
  }

  #requireSafe(host: string): void {
    const [first] = this.#hidden();
    if (first && !isLoopback(host)) {
      throw new TypeError(
        `Cannot listen on ${host}: others could use the real credentials of ${first.provider} that the environment holds. Listen on 127.0.0.1, or unset the variables UNDERSTUDY_*.`,
      );
    }
    for (const { provider } of this.#hidden()) {
      const url = this.#urls.get(provider) ?? '';
      if (!goesInClear(url)) continue;
      throw new TypeError(
        `Cannot use the upstream ${url}: real credentials of ${provider} would travel in clear. Give an https URL.`,
      );
    }
  }
}
