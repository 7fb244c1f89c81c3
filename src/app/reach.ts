import { randomBytes } from 'node:crypto';
import type { Catalogue } from '../kit/catalogue.ts';
import type { ClientAccess } from '../reach/client-access.ts';
import type { TrustFiles } from '../reach/trust-files.ts';
import type { RunAccess, Tunnels } from '../reach/tunnels.ts';
import type { Doors, OpenTunnel } from '../server/listen.ts';
import { isLoopback } from '../server/loopback.ts';
import type { Config } from './config.ts';

/** The ways to a server for clients that call the providers' own hosts; loaded with the first of them. */
export class Reach {
  readonly #load: () => Promise<Tunnels>;
  readonly #run: RunAccess | undefined;
  readonly #config: Config;
  readonly #hosts: readonly string[];
  #tunnels: Promise<Tunnels> | undefined;
  #trust: (TrustFiles & Disposable) | undefined;

  /** Looks at each new connection to the port, where one may speak TLS there. */
  readonly take: Doors['take'];

  /** @param run What a run gives its command; any other server on the loopback gives the same to who may use its admin API. */
  constructor({ identities }: Catalogue, config: Config, run: RunAccess | undefined) {
    this.#config = config;
    this.#hosts = identities.flatMap((each) => each.hosts);
    this.#run = run ?? (isLoopback(config.host) ? ownAccess() : undefined);
    this.take =
      run || config.https
        ? (socket, accept) => void this.#opened().then((tunnels) => tunnels.take(socket, accept))
        : undefined;
    this.#load = async () => {
      const { Tunnels } = await import('../reach/tunnels.ts');
      return new Tunnels({ hosts: this.#hosts, logger: config.logger, run: this.#run });
    };
  }

  readonly openTunnel: OpenTunnel = async (...asked) => (await this.#opened()).open(...asked);

  /** What a client needs. Rejects with an Error in one clear line when the files of it cannot be written. */
  async access(): Promise<ClientAccess> {
    const tunnels = await this.#opened();
    const { certificate } = await tunnels.authority();
    const access = { certificate, hosts: this.#hosts, speaksTls: this.take !== undefined };
    if (!this.#run) return access;
    const { writeTrustFiles } = await import('../reach/trust-files.ts');
    this.#trust ??= writeTrustFiles(certificate, this.#config.env);
    return { ...access, password: this.#run.password, trust: this.#trust };
  }

  /** Cuts all tunnels, and removes the files. */
  async close(): Promise<void> {
    this.#trust?.[Symbol.dispose]();
    (await this.#tunnels)?.close();
  }

  #opened(): Promise<Tunnels> {
    this.#tunnels ??= this.#load();
    return this.#tunnels;
  }
}

function ownAccess(): RunAccess {
  return { password: randomBytes(24).toString('base64url'), offline: false, refused: () => {} };
}
