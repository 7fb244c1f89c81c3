import type { Provider } from '../../src/kit/provider.ts';
import { isEdited } from '../recording-format/edited.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import { recordedRequest } from '../recording-format/from-recording.ts';
import { type StoredRecording, unknownOperation } from '../recording-format/recording.ts';
import { formOf } from '../redaction/placeholder.ts';
import { asRedacted } from '../redaction/redaction.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { type CanonicalRequest, canonicalRequest } from './canonical-request.ts';
import { hasMatchers, matcherProblem, matches, SecretPairs } from './matchers.ts';
import type { Group } from './play-order.ts';
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
  /** Those that somebody made tolerant, with what they take. */
  readonly #tolerant = new Map<string, Group & { readonly request: CanonicalRequest }>();
  readonly #number = ++indexes;

  private constructor(named: readonly Named[], unplayable: readonly Unplayable[]) {
    this.unplayable = unplayable;
    this.all = newestRuns(named).map(({ names, tolerant, ...playable }) => {
      if (tolerant) this.#addTolerant(tolerant, playable);
      else for (const name of names) this.#addTo(name, playable);
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
   * same kind; only when there are none of either, with any. Those that somebody made tolerant come after all that are exact.
   */
  groupsOf(request: CanonicalRequest): readonly Group[] {
    const tolerant = [...this.#tolerant.values()].filter((group) => takes(group.request, request));
    return [...this.#exactGroupsOf(request), ...tolerant];
  }

  #exactGroupsOf(request: CanonicalRequest): readonly Group[] {
    const [same, sameKind, any] = groupNames(request).map((name) => this.#groups.get(name));
    if (!sameKind) return any ? [any] : [];
    // The one is a part of the other, and mostly all of it.
    const isPart = same && same.playables.length < sameKind.playables.length;
    return isPart ? [same, sameKind] : [sameKind];
  }

  #addTolerant(request: CanonicalRequest, playable: Playable): void {
    const name = `tolerant ${request.key}`;
    const group = this.#tolerant.get(name) ?? { name, index: this.#number, playables: [], request };
    group.playables.push(playable);
    this.#tolerant.set(name, group);
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
  /** What is compared with each request, where somebody put matchers into it. */
  readonly tolerant?: CanonicalRequest;
}

function namedOf(provider: Provider, stored: StoredRecording): Named | Unplayable {
  const { verdict, reason = 'its check failed' } = stored.recording.check;
  if (verdict !== 'proven') return { ...stored, reason };
  const canonical = canonicalOf(provider, stored);
  if (!canonical) return { ...stored, reason: 'the body of its request is not known' };
  const isTolerant = hasMatchers(canonical.body) && isEdited(stored.recording);
  const problem = isTolerant ? matcherProblem(canonical.body) : undefined;
  if (problem !== undefined) return { ...stored, reason: problem };
  return {
    ...stored,
    ...(isTolerant && { tolerant: canonical }),
    classes: canonical.classes,
    sketch: sketchOf(canonical),
    kind: kindOf(canonical),
    names: groupNames(canonical),
  };
}

/** Whether a recording that somebody made tolerant is of a request. */
function takes(recorded: CanonicalRequest, asked: CanonicalRequest): boolean {
  const { method, path, query, headers, body } = recorded;
  const theirs = [asked.path, asked.query, asked.headers, asked.body];
  return method === asked.method && matches([path, query, headers, body], theirs, new SecretPairs());
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
