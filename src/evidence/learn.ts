import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { correctedBy } from '../corrections/with-corrections.ts';
import type { Correction } from '../kit/corrections.ts';
import type { Provider } from '../kit/provider.ts';
import { correctionOf } from './correction-of.ts';
import { driftOf } from './drift.ts';
import type { Finding } from './finding.ts';

/** A correction that is going to be a file, with what it corrects. */
export interface Learned {
  readonly correction: Correction;
  readonly findings: readonly Finding[];
}

/** A finding that no correction can be made of, and why, as a clause. */
export interface NotLearned {
  readonly finding: Finding;
  readonly reason: string;
}

/** What was learned of the recordings of a provider. */
export interface Lesson {
  readonly learned: readonly Learned[];
  readonly notLearned: readonly NotLearned[];
}

/** What one comparison found. */
interface Found {
  readonly findings: readonly Finding[];
  /** How often, in all recordings: what a correction must make less. */
  readonly times: number;
}

/**
 * Makes corrections of what the mock was found to be wrong in, until nothing more can be learned: what is corrected shows what
 * stood behind it. Each is tried on the recordings: one by which no fewer of them disagree is none.
 */
export async function learn(provider: Provider, recordings: readonly StoredRecording[], now: number): Promise<Lesson> {
  const lesson = new Learning(provider, recordings, now);
  while (await lesson.round());
  await lesson.end();
  return lesson;
}

class Learning implements Lesson {
  readonly learned: Learned[] = [];
  notLearned: NotLearned[] = [];
  readonly #provider: Provider;
  readonly #recordings: readonly StoredRecording[];
  readonly #now: number;
  readonly #tried = new Set<string>();

  constructor(provider: Provider, recordings: readonly StoredRecording[], now: number) {
    this.#provider = provider;
    this.#recordings = recordings;
    this.#now = now;
  }

  /** Learns from what disagrees now. Resolves to whether something was learned. */
  async round(): Promise<boolean> {
    const before = await this.#found([]);
    const made = this.#made(before.findings);
    if (made.length === 0) return false;
    const together = await this.#found(made);
    // Mostly all are right, and one comparison tells so.
    const isAllRight = together.times <= before.times - made.reduce((sum, { findings }) => sum + timesOf(findings), 0);
    if (isAllRight) this.learned.push(...made);
    else await this.#oneByOne(made, before.times);
    return true;
  }

  /** What a later correction has made right is no longer left. */
  async end(): Promise<void> {
    const { findings } = await this.#found([]);
    const left = new Set(findings.map(nameOf));
    this.notLearned = this.notLearned.filter(({ finding }) => left.has(nameOf(finding)));
  }

  async #oneByOne(made: readonly Learned[], before: number): Promise<void> {
    let left = before;
    for (const each of made) {
      const { times } = await this.#found([each]);
      if (times < left) {
        this.learned.push(each);
        left = times;
      } else this.#leave(each.findings, 'with it as many recordings would disagree');
    }
  }

  /** Corrections of what was not tried before. */
  #made(findings: readonly Finding[]): Learned[] {
    const ofMock = findings.filter(({ culprit }) => culprit === 'mock');
    return [...Map.groupBy(ofMock, groupOf)].flatMap(([group, all]) => {
      const what = JSON.stringify([group, all.map(({ place, expected, found }) => [place, expected, found])]);
      if (this.#tried.has(what)) return [];
      this.#tried.add(what);
      const correction = correctionOf(all, this.#recordings);
      if (typeof correction !== 'string') return [{ correction, findings: all }];
      this.#leave(all, correction);
      return [];
    });
  }

  #leave(findings: readonly Finding[], reason: string): void {
    this.notLearned.push(...findings.map((finding) => ({ finding, reason })));
  }

  async #found(more: readonly Learned[]): Promise<Found> {
    const known = this.#provider.corrections?.all ?? [];
    const all = [...known, ...[...this.learned, ...more].map(({ correction }) => correction)];
    const provider = all.length > 0 ? correctedBy(this.#provider, all) : this.#provider;
    const { findings } = await driftOf(provider, { recordings: this.#recordings, now: this.#now });
    return { findings, times: timesOf(findings) };
  }
}

function nameOf({ rule, operation, recording, place, found }: Finding): string {
  return JSON.stringify([rule, operation, recording, place, found]);
}

function timesOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { count }) => sum + count, 0);
}

/** Places of one rule are corrected together; another outcome holds for its request alone. */
function groupOf({ kind, operation, rule, recording, place }: Finding): string {
  return kind === 'outcome'
    ? `${operation} ${rule} ${recording}`
    : `${operation} ${rule} ${place.split('/', 2)[1] ?? place}`;
}
