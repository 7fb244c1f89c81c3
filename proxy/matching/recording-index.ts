import type { Provider } from '../../src/kit/provider.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import { recordedRequest } from '../recording-format/from-recording.ts';
import { type StoredRecording, unknownOperation } from '../recording-format/recording.ts';
import { formOf } from '../redaction/placeholder.ts';
import { asRedacted } from '../redaction/redaction.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { type CanonicalRequest, canonicalRequest } from './canonical-request.ts';
import type { SecretClass } from './printed-request.ts';
import { type Sketch, sketchOf } from './sketch.ts';

/** A recording that can be played. */
export interface Playable extends StoredRecording {
  readonly classes: readonly SecretClass[];
  /** What its request looks like, for a request that is not recorded. */
  readonly sketch: Sketch;
  /** What it is about: the nearest one of the same kind is named. */
  readonly kind: string;
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

/** A recording that is never played, and why. */
export interface Unplayable extends StoredRecording {
  readonly reason: string;
}

/** How long others wait while recordings are read, in milliseconds. */
const sliceMs = 20;

/** One provider's recordings by what they answer, each list in the order of recording. */
export class RecordingIndex {
  readonly all: readonly Playable[];
  readonly unplayable: readonly Unplayable[];
  /** Whether a request must be looked for with made-up personal data, too. */
  readonly hasPseudonyms: boolean;
  readonly #groups = new Map<string, Group>();
  readonly #number = ++indexes;

  private constructor(named: readonly Named[], unplayable: readonly Unplayable[]) {
    this.unplayable = unplayable;
    this.all = newestRuns(named).map(({ names, ...playable }) => {
      for (const name of names) this.#addTo(name, playable);
      return playable;
    });
    this.hasPseudonyms = this.all.some(({ recording }) => recording.pseudonymised);
  }

  /** Takes recordings apart, in slices: others are answered meanwhile. */
  static async of(provider: Provider, recordings: readonly StoredRecording[]): Promise<RecordingIndex> {
    const named: Named[] = [];
    const unplayable: Unplayable[] = [];
    let since = performance.now();
    for (const stored of recordings) {
      const known = namedOf(provider, stored);
      if ('reason' in known) unplayable.push(known);
      else named.push(known);
      if (performance.now() - since < sliceMs) continue;
      await new Promise<void>((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    return new RecordingIndex(named, unplayable);
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

/** A recording with the names of its groups. */
interface Named extends Playable {
  readonly names: readonly string[];
}

function namedOf(provider: Provider, stored: StoredRecording): Named | Unplayable {
  const { verdict, reason = 'its check failed' } = stored.recording.check;
  if (verdict !== 'proven') return { ...stored, reason };
  const canonical = canonicalOf(provider, stored);
  if (!canonical) return { ...stored, reason: 'the body of its request is not known' };
  return {
    ...stored,
    classes: canonical.classes,
    sketch: sketchOf(canonical),
    kind: kindOf(canonical),
    names: groupNames(canonical),
  };
}

/** The method and the first part of the path. */
export function kindOf({ method, path }: CanonicalRequest): string {
  return `${method} ${path.split('/', 2)[1]}`;
}

function groupNames({ key, classes }: CanonicalRequest): readonly [same: string, sameKind: string, any: string] {
  const kinds = classes.map(({ kind }) => kind).join();
  // Other values are told apart by their form, and by their order, which the key has already.
  const values = classes.map(({ kind, value }) => (kind === 'other' ? formOf(value) : value)).join();
  return [`same ${key} ${kinds} ${values}`, `kind ${key} ${kinds}`, `any ${key}`];
}

/** Of recordings of one request, those of the newest run: what was recorded again is played in the place of what was. */
function newestRuns(playables: readonly Named[]): Named[] {
  const newest = new Map<string, number>();
  const runOf = ({ recording }: Named) => recording.run ?? 0;
  const nameOf = ({ names }: Named) => names[0] ?? '';
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
