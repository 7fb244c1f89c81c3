import type { Lost } from './lost-modes.ts';
import type { Mode } from './mode.ts';

/** `lost`: the session was dropped with a mode of its own, and nobody has set it again. */
export type OwnMode = Mode | 'lost';

/** The modes of a session, as plain JSON. */
export interface SavedModes {
  readonly modes: Readonly<Record<string, OwnMode>>;
  readonly others?: 'lost';
}

/** The modes that one session has set. It never changes: one stands for all sessions without modes of their own. */
export class OwnModes {
  readonly #modes: ReadonlyMap<string, OwnMode>;
  readonly #others: 'lost' | undefined;

  constructor(modes: ReadonlyMap<string, OwnMode> = new Map(), others?: 'lost') {
    this.#modes = modes;
    this.#others = others;
  }

  /** What a session begins with when an earlier one of its id had modes. */
  static lost(lost: Lost): OwnModes {
    if (lost === 'any') return new OwnModes(new Map(), 'lost');
    return lost.length === 0 ? noModes : new OwnModes(new Map(lost.map((provider) => [provider, 'lost'])));
  }

  /** Those of a session that was left. */
  static load({ modes, others }: SavedModes): OwnModes {
    const all = Object.entries(modes);
    return all.length === 0 && others === undefined ? noModes : new OwnModes(new Map(all), others);
  }

  of(provider: string): OwnMode | undefined {
    return this.#modes.get(provider) ?? this.#others;
  }

  with(provider: string, mode: Mode): OwnModes {
    return new OwnModes(new Map([...this.#modes, [provider, mode]]), this.#others);
  }

  /** Providers for which there is, or was and is lost, a mode. */
  get providers(): readonly string[] {
    return [...this.#modes.keys()];
  }

  save(): SavedModes {
    return { modes: Object.fromEntries(this.#modes), ...(this.#others && { others: this.#others }) };
  }
}

/** One for all: of a thousand sessions with one of their own, none would be in the processor's cache. */
export const noModes = new OwnModes();
