import type { Provider } from '../../src/kit/provider.ts';
import type { SafeRequest } from '../redaction/message.ts';
import type { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import type { CanonicalRequest } from './canonical-request.ts';
import { type Difference, differenceOf } from './difference.ts';
import { canonicalOf, kindOf, type Playable, type RecordingIndex, type Unplayable } from './recording-index.ts';
import type { ReplayRequest } from './replay.ts';
import { distance, sketchOf } from './sketch.ts';

/** Recordings that a request is compared with, place by place. */
const maxCompared = 4;
/** Characters of all those together: one of a long body is compared alone. */
const maxComparedLength = 32_768;

/** A request that has recordings, all of them played. */
export function explainExhausted(provider: Provider, request: SafeRequest, played: readonly Playable[]): string {
  const files = played.slice(0, 3).map(({ file }) => file);
  const count = played.length === 1 ? 'its only recording was' : `all its ${played.length} recordings were`;
  return `Cannot replay ${addressOf(provider, request)}: ${count} played in this session (${[...new Set(files)].join(', ')}). Reset the session, record more, or start with --repeat-last.`;
}

/** A request that has no recording: names the nearest one and what is different. */
export function explainMiss(
  provider: Provider,
  { all, unplayable }: RecordingIndex,
  request: SafeRequest | undefined,
  asked: CanonicalRequest | undefined,
): string {
  if (!request || !asked)
    return `Cannot replay this request to ${provider.name}: its body is not known. Send it without an encoding.`;
  const start = `Cannot replay ${addressOf(provider, request)}:`;
  const advice = `Record it with --mode ${provider.name}=record, or let the mock answer with --on-miss mock.`;
  const nearest = nearestOf(provider, all, asked);
  const note = unplayableNote(unplayable, request);
  if (!nearest && note !== '') return `${start} no recording of it can be played.${note} ${advice}`;
  if (!nearest) return `${start} there are no recordings of ${provider.name} that can be played. ${advice}`;
  return `${start} no recording is of this request. Nearest is ${nearest.file}: ${nearest.difference.text}.${note} ${advice}`;
}

/** A request whose body cannot be compared. */
export function unreadableRequest({ provider, head }: ReplayRequest): string {
  return `Cannot replay this ${head.method} request to ${provider.name}: its body is too large, or cannot be decoded. Send a smaller one, without a content encoding.`;
}

/** A request that is not compared, since it is little else than secrets. */
export function tooManySecrets({ provider, head }: ReplayRequest, { message }: TooManySecretsError): string {
  return `Cannot replay this ${head.method} request to ${provider.name}: ${message}. Send fewer in one request.`;
}

function addressOf({ name }: Provider, { method, path, query }: SafeRequest): string {
  const address = `${method} /${name}${path}${query === '' ? '' : `?${query}`}`.replaceAll(/\p{C}/gu, '?');
  return address.length <= 300 ? address : `${address.slice(0, 300)}...`;
}

interface Nearest {
  readonly file: string;
  readonly difference: Difference;
}

/** The nearest ones by their sketches are compared place by place; all of them would take seconds, and everybody waits. */
function nearestOf(provider: Provider, all: readonly Playable[], asked: CanonicalRequest): Nearest | undefined {
  let nearest: Nearest | undefined;
  let left = maxComparedLength;
  for (const playable of candidates(all, asked)) {
    const recorded = canonicalOf(provider, playable);
    if (!recorded) continue;
    const difference = differenceOf(asked, recorded);
    if (!nearest || difference.count < nearest.difference.count) nearest = { file: playable.file, difference };
    left -= recorded.length + asked.length;
    if (left <= 0) break;
  }
  return nearest;
}

/** The few that are nearest, the nearest first. */
function candidates(all: readonly Playable[], asked: CanonicalRequest): Playable[] {
  const sketch = sketchOf(asked);
  const kind = kindOf(asked);
  const best: { readonly playable: Playable; readonly apart: number }[] = [];
  for (const playable of all) {
    const apart = distance(sketch, playable.sketch) + (playable.kind === kind ? 0 : farApart);
    if (best.length === maxCompared && apart >= (best.at(-1)?.apart ?? 0)) continue;
    best.push({ playable, apart });
    best.sort((one, other) => one.apart - other.apart).splice(maxCompared);
  }
  return best.map(({ playable }) => playable);
}

/** More than sketches can differ: a request of another address is taken only when there is no other. */
const farApart = 1_000;

/** One of the same address that is there and cannot be played: whoever recorded it looks for it. */
function unplayableNote(unplayable: readonly Unplayable[], { method, path }: SafeRequest): string {
  const found = unplayable.find(({ recording: { request } }) => request.method === method && request.path === path);
  return found ? ` There is ${found.file}, but it cannot be played: ${found.reason}.` : '';
}
