/** What the traffic knows of a session that it uses: only what decides which replies may break or stay out. */
export class SessionWorld {
  readonly id: string;
  #mayBreak = false;
  #mayHang = false;
  /** By the name of the provider. */
  readonly #ownModes = new Map<string, string>();

  constructor(id: string) {
    this.id = id;
  }

  /** A fault was planned; which request it strikes depends on what arrives when, so any may be it. */
  plan(fault: string): void {
    if (fault === 'timeout') this.#mayHang = true;
    if (fault === 'reset' || fault === 'truncate') this.#mayBreak = true;
  }

  get mayBreak(): boolean {
    return this.#mayBreak;
  }

  get mayHang(): boolean {
    return this.#mayHang;
  }

  /** A mode of its own was set, which a reset takes away, and the server once the session was not used for long. */
  setMode(provider: string, mode: string): void {
    this.#ownModes.set(provider, mode);
  }

  get hasOwnModes(): boolean {
    return this.#ownModes.size > 0;
  }

  ownMode(provider: string): string | undefined {
    return this.#ownModes.get(provider);
  }

  /** The session goes back to its beginning. */
  reset(): void {
    this.#mayBreak = false;
    this.#mayHang = false;
    this.#ownModes.clear();
  }
}
