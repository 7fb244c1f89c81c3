import type { Provider } from '../../src/kit/provider.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import { recordedRequest } from '../recording-format/from-recording.ts';
import { type StoredRecording, unknownOperation } from '../recording-format/recording.ts';
import { formOf } from '../redaction/placeholder.ts';
import { asRedacted } from '../redaction/redaction.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { type CanonicalRequest, canonicalRequest } from './canonical-request.ts';
import type { SecretClass } from './printed-request.ts';

/** A recording that can be played. */
export interface Playable extends StoredRecording {
  readonly classes: readonly SecretClass[];
  /** What it answers, once it was asked for. */
  reply?: RecordedReply;
}

/**
 * How often each file was played in a session, and where each group of recordings goes on. A recording is played when its
 * reply is given to a client.
 */
export type Played = Map<string, number>;

/** What looking for a recording gave: one to play, that all of this request were played, or that there is none. */
export type Found = { readonly playable: Playable } | { readonly exhausted: readonly Playable[] } | undefined;

/** Recordings that are alike in some way, in the order of recording. */
export interface Group {
  /** Unique in the index; where to go on among several is noted under it. */
  readonly name: string;
  /** The number of its index: a place in another one, of what was in the folder before, tells nothing of this one. */
  readonly index: number;
  readonly playables: Playable[];
}

/** A place is noted as one number with that of its index: a session that lives through many reloads keeps one for each group. */
const mostPlaces = 1_048_576;

/** How many indexes were made so far. */
let indexes = 0;

/** One provider's recordings by what they answer, each list in the order of recording. */
export class RecordingIndex {
  readonly all: readonly Playable[];
  /** Whether a request must be looked for with made-up personal data, too. */
  readonly hasPseudonyms: boolean;
  readonly #groups = new Map<string, Group>();
  readonly #number = ++indexes;

  constructor(provider: Provider, recordings: readonly StoredRecording[]) {
    const playables = recordings.flatMap((stored) => {
      const canonical = stored.recording.check.verdict === 'proven' ? canonicalOf(provider, stored) : undefined;
      return canonical ? [{ ...stored, classes: canonical.classes, names: groupNames(canonical) }] : [];
    });
    const newest = newestRuns(playables);
    this.all = newest.map(({ names, ...playable }) => {
      for (const name of names) this.#addTo(name, playable);
      return playable;
    });
    this.hasPseudonyms = this.all.some(({ recording }) => recording.pseudonymised);
  }

  /**
   * The groups in which a request is looked for, one after the other: with the very credentials, then with credentials of the
   * same kind; only when there are none of either, with any.
   */
  groupsOf(request: CanonicalRequest): readonly Group[] {
    const [same, sameKind, any] = groupNames(request).map((name) => this.#groups.get(name));
    if (!sameKind) return any ? [any] : [];
    // The one is a part of the other, and mostly all of it.
    const isPart = same && same.playables.length < sameKind.playables.length;
    return isPart ? [same, sameKind] : [sameKind];
  }

  #addTo(name: string, playable: Playable): void {
    const group = this.#groups.get(name);
    if (group) group.playables.push(playable);
    else this.#groups.set(name, { name, index: this.#number, playables: [playable] });
  }
}

function groupNames({ key, classes }: CanonicalRequest): readonly [same: string, sameKind: string, any: string] {
  const kinds = classes.map(({ kind }) => kind).join();
  // Other values are told apart by their form, and by their order, which the key has already.
  const values = classes.map(({ kind, value }) => (kind === 'other' ? formOf(value) : value)).join();
  return [`same ${key} ${kinds} ${values}`, `kind ${key} ${kinds}`, `any ${key}`];
}

/** Of recordings of one request, those of the newest run: what was recorded again is played in the place of what was. */
function newestRuns<Each extends Playable & { readonly names: readonly string[] }>(playables: readonly Each[]): Each[] {
  const newest = new Map<string, number>();
  const runOf = ({ recording }: Each) => recording.run ?? 0;
  const nameOf = ({ names }: Each) => names[0] ?? '';
  for (const each of playables) newest.set(nameOf(each), Math.max(newest.get(nameOf(each)) ?? 0, runOf(each)));
  return playables.filter((each) => runOf(each) === newest.get(nameOf(each)));
}

/** The next recording of a request: first in, first out, each once. With `repeat` the last one of the first group repeats. */
export function findNext(groups: readonly Group[], played: Played, repeat: boolean): Found {
  for (const group of groups) {
    const next = firstUnplayed(group, played);
    if (next) return { playable: next };
  }
  const [first] = groups;
  const last = first?.playables.at(-1);
  if (!first || !last) return undefined;
  return repeat ? { playable: last } : { exhausted: first.playables };
}

/** Goes on where the session stopped, so that a long group is not searched from its start each time. */
function firstUnplayed({ name, index: number, playables }: Group, played: Played): Playable | undefined {
  const noted = playables.length > 1 ? (played.get(name) ?? 0) : 0;
  const start = Math.floor(noted / mostPlaces) === number ? noted % mostPlaces : 0;
  let index = start;
  for (let next = playables[index]; next && played.has(next.file); next = playables[index]) index += 1;
  if (index > start && playables.length > 1) played.set(name, number * mostPlaces + index);
  return playables[index];
}

/** The request of a recording as it is compared. */
export function canonicalOf(provider: Provider, stored: StoredRecording): CanonicalRequest | undefined {
  const { operation, request } = askedOf(stored);
  return canonicalRequest(provider, operation, asRedacted(provider, operation, request));
}

/** What a recording was asked. */
export function askedOf({ recording }: StoredRecording) {
  const operation = recording.operation === unknownOperation ? undefined : recording.operation;
  // Also of files that were made by hand or by other tools.
  return { operation, request: withNeutralBoundary(recordedRequest(recording)) };
}
