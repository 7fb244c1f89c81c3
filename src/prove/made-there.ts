import type { JsonObject } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import type { RealCall } from '../kit/real-api.ts';
import type { Made, ProgressFile } from './progress.ts';

type Call = (undo: RealCall) => Promise<{ readonly status: number }>;

/** What a run made at the real API, in this run and in those before that were interrupted. */
export class MadeThere {
  readonly #provider: Provider;
  readonly #file: ProgressFile;

  constructor(provider: Provider, file: ProgressFile) {
    this.#provider = provider;
    this.#file = file;
  }

  /**
   * Notes that something was made.
   *
   * @param made The reply that says so, or the values of a provider state.
   * @param what The same for people.
   */
  note(made: JsonObject, what: string): void {
    const undo = this.#provider.undo?.(made);
    const known = this.#file.progress.made.some((each) => each.what === what && each.undo?.path === undo?.path);
    if (!known) this.#file.progress.made.push({ what, ...(undo && { undo }) });
  }

  /** An example itself has removed what stood at a path. */
  isGone(path: string): void {
    const { progress } = this.#file;
    progress.made = progress.made.filter(({ undo }) => undo?.path !== path.split('?', 1)[0]);
  }

  /** Removes what the API lets be removed, until one call cannot be made. Resolves to what stays. */
  async removeAll(call: Call): Promise<readonly Made[]> {
    const stays: Made[] = [];
    let isAway = false;
    for (const made of this.#file.progress.made) {
      const answer = made.undo && !isAway ? await answerTo(made.undo, call) : 'none';
      if (answer === 'away') isAway = true;
      if (answer !== 'removed') stays.push(made);
    }
    this.#file.progress.made = stays;
    return stays;
  }
}

async function answerTo(undo: RealCall, call: Call): Promise<'removed' | 'refused' | 'away'> {
  try {
    const { status } = await call(undo);
    return status < 400 ? 'removed' : 'refused';
  } catch {
    return 'away';
  }
}
