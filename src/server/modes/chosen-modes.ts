import type { ProviderIdentity } from '../../kit/provider-identity.ts';
import type { Mode } from '../../sessions/mode.ts';
import type { OwnMode } from '../../sessions/own-modes.ts';
import type { Session } from '../../sessions/session.ts';
import { ToolkitError } from '../toolkit-error.ts';

/** Each provider's mode: a session's own, or else the default of all sessions. */
export class Modes {
  readonly #defaults: Map<string, Mode>;
  readonly #onReplay: (provider: ProviderIdentity) => void;

  /**
   * @param atStart By the provider's name; the others are mocks.
   * @param onReplay Called whenever replay is chosen: there may be new recordings.
   */
  constructor(atStart: Readonly<Record<string, Mode | undefined>>, onReplay: (provider: ProviderIdentity) => void) {
    this.#defaults = new Map(Object.entries(atStart).flatMap(([name, mode]) => (mode ? [[name, mode]] : [])));
    this.#onReplay = onReplay;
  }

  /** `lost` when the session had a mode of its own, which is gone, and by default another than the mock would answer. */
  of(provider: ProviderIdentity, session: Session): OwnMode {
    const byDefault = this.#byDefault(provider);
    const own = session.mode(provider.name) ?? byDefault;
    return own === 'lost' && byDefault === 'mock' ? byDefault : own;
  }

  /** Who answers a request. Throws a ToolkitError when it is not sure that this may be anybody but the mock. */
  whoAnswers(provider: ProviderIdentity, session: Session): Mode {
    const mode = this.of(provider, session);
    if (mode !== 'lost') return mode;
    const calls = `/~${session.id}/_understudy`;
    throw new ToolkitError(
      'mode-lost',
      `Cannot answer in the session ${session.id}: it had, or may have had, a mode of its own for ${provider.name} and was dropped since, because an hour passed or more than 1,000 sessions came. By default this request would be answered in the mode ${this.#byDefault(provider)}. Set the session's mode again (PUT ${calls}/providers/${provider.name}/mode), or take the default (POST ${calls}/reset).`,
    );
  }

  /** Sets the default of all sessions that have no mode of their own. */
  setDefault(provider: ProviderIdentity, mode: Mode): void {
    this.#defaults.set(provider.name, mode);
    this.prepare(provider, mode);
  }

  /** Makes ready for a mode that a session has set. */
  prepare(provider: ProviderIdentity, mode: Mode): void {
    if (mode === 'replay') this.#onReplay(provider);
  }

  #byDefault({ name }: ProviderIdentity): Mode {
    return this.#defaults.get(name) ?? 'mock';
  }
}
