/** What the traffic knows of a session that it uses: only what decides which replies may break or stay out. */
export class SessionWorld {
  readonly id: string;
  #mayBreak = false;
  #mayHang = false;

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

  /** The session goes back to its beginning. */
  reset(): void {
    this.#mayBreak = false;
    this.#mayHang = false;
  }
}
