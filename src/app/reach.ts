import type { ProviderIdentity } from '../kit/provider-identity.ts';
import type { Logger } from '../logging/logger.ts';
import type { RunAccess, Tunnels } from '../reach/tunnels.ts';
import type { Doors, OpenTunnel } from '../server/listen.ts';

/** The ways to a server for clients that call the providers' own hosts; loaded with the first of them. */
export class Reach {
  readonly #load: () => Promise<Tunnels>;
  #tunnels: Promise<Tunnels> | undefined;

  constructor(providers: readonly ProviderIdentity[], logger: Logger, run: RunAccess | undefined) {
    const hosts = providers.flatMap((each) => each.hosts);
    this.take = run && ((socket, accept) => void this.#opened().then((tunnels) => tunnels.take(socket, accept)));
    this.#load = async () => new (await import('../reach/tunnels.ts')).Tunnels({ hosts, logger, run });
  }

  readonly openTunnel: OpenTunnel = async (...asked) => (await this.#opened()).open(...asked);

  /** Looks at each new connection to the port, where clients were led here that mean to speak to a provider's host. */
  readonly take: Doors['take'];

  /** The certificate, as PEM, that these clients must trust. */
  async certificate(): Promise<string> {
    const tunnels = await this.#opened();
    return (await tunnels.authority()).certificate;
  }

  /** Cuts all tunnels. */
  async close(): Promise<void> {
    (await this.#tunnels)?.close();
  }

  #opened(): Promise<Tunnels> {
    this.#tunnels ??= this.#load();
    return this.#tunnels;
  }
}
