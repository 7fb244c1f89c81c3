import type { ProviderIdentity } from '../../kit/provider-identity.ts';
import type { Mode } from '../../sessions/mode.ts';
import type { Session } from '../../sessions/session.ts';

/** Each provider's mode: a session's own, or else the default of all sessions. */
export class Modes {
  readonly #defaults: Map<string, Mode>;
  readonly #onReplay: (provider: ProviderIdentity) => void;

  /**
   * @param atStart By the provider's name; the others are mocks.
   * @param onReplay Called whenever replay is set: there may be new recordings.
   */
  constructor(atStart: Readonly<Record<string, Mode | undefined>>, onReplay: (provider: ProviderIdentity) => void) {
    this.#defaults = new Map(Object.entries(atStart).flatMap(([name, mode]) => (mode ? [[name, mode]] : [])));
    this.#onReplay = onReplay;
  }

  of(provider: ProviderIdentity, session: Session): Mode {
    return session.mode(provider.name) ?? this.#defaults.get(provider.name) ?? 'mock';
  }

  /** Sets the mode of one session, or without one the default of all that have no mode of their own. */
  set(provider: ProviderIdentity, mode: Mode, session?: Session): void {
    if (session) session.setMode(provider.name, mode);
    else this.#defaults.set(provider.name, mode);
    if (mode === 'replay') this.#onReplay(provider);
  }
}
