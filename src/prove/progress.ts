import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceText } from '../files/replace-file.ts';
import { isJsonObject, jsonValue } from '../kit/protocols/json.ts';
import type { RealCall } from '../kit/real-api.ts';

/** Something that was made at the real API. */
export interface Made {
  /** In words, such as an email. */
  readonly what: string;
  /** The call that removes it, where the API has one. */
  readonly undo?: RealCall;
}

/** How far a run came, so that one that was interrupted goes on where it stopped. */
export interface Progress {
  readonly version: 1;
  /** What was asked: of another API everything is asked anew. */
  readonly upstream: string;
  /** Examples that were sent to their end. */
  done: string[];
  /** What stays there as yet. */
  made: Made[];
}

/** Where a provider's progress is kept: beside the recordings, hidden. */
export class ProgressFile {
  readonly #path: string;
  readonly progress: Progress;

  constructor(recordings: string, provider: string, upstream: string) {
    this.#path = join(recordings, '.prove', `${provider}.json`);
    this.progress = readProgress(this.#path, upstream) ?? { version: 1, upstream, done: [], made: [] };
  }

  save(): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    replaceText(this.#path, `${JSON.stringify(this.progress, null, 2)}\n`);
  }

  /** All of these were asked: the next run asks them anew. What other rules' runs have left is kept. */
  finish(names: readonly string[]): void {
    const { progress } = this;
    progress.done = progress.done.filter((name) => !names.includes(name));
    if (progress.done.length + progress.made.length > 0) this.save();
    else rmSync(this.#path, { force: true });
  }
}

/** Nothing when there is none, or one that cannot be read: then everything is asked again. */
function readProgress(path: string, upstream: string): Progress | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const value = jsonValue(text);
  if (!isJsonObject(value) || value.version !== 1 || value.upstream !== upstream) return undefined;
  const { done, made } = value;
  if (!Array.isArray(done) || !Array.isArray(made)) return undefined;
  return { version: 1, upstream, done: done.filter((name) => typeof name === 'string'), made: made.filter(isMade) };
}

function isMade(value: unknown): value is Made {
  if (!isJsonObject(value) || typeof value.what !== 'string') return false;
  const { undo } = value;
  // A call that somebody wrote into the file must be none to anywhere else.
  return undo === undefined || (isJsonObject(undo) && undo.method === 'DELETE' && String(undo.path).startsWith('/'));
}
