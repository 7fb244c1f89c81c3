import type { Mode } from '../engine/mode.ts';
import type { Provider } from '../engine/provider.ts';
import type { Session } from '../engine/session.ts';

/** Each provider's mode: a session's own, or else the default of all sessions. */
export class Modes {
  readonly #defaults: Map<string, Mode>;

  /** @param atStart By the provider's name; the others are mocks. */
  constructor(atStart: Readonly<Record<string, Mode | undefined>>) {
    this.#defaults = new Map(Object.entries(atStart).flatMap(([name, mode]) => (mode ? [[name, mode]] : [])));
  }

  of(provider: Provider, session: Session): Mode {
    return session.modes.get(provider.name) ?? this.#defaults.get(provider.name) ?? 'mock';
  }

  /** Sets the default of all sessions that have no mode of their own. */
  setDefault(provider: Provider, mode: Mode): void {
    this.#defaults.set(provider.name, mode);
  }
}
