import type { Provider } from '../../src/kit/provider.ts';
import type { SafeRequest } from '../redaction/message.ts';
import type { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import type { CanonicalRequest } from './canonical-request.ts';
import { type Difference, differenceOf } from './difference.ts';
import { canonicalOf, type Playable } from './recording-index.ts';
import type { ReplayRequest } from './replay.ts';

/** Recordings that a request is compared with; a miss must not take seconds. */
const maxCompared = 1_000;
/** Characters of all those together: as many as that of usual requests, and some two of the largest. */
const maxComparedLength = 1_048_576;

/** A request that has recordings, all of them played. */
export function explainExhausted(provider: Provider, request: SafeRequest, played: readonly Playable[]): string {
  const files = played.slice(0, 3).map(({ file }) => file);
  const count = played.length === 1 ? 'its only recording was' : `all its ${played.length} recordings were`;
  return `Cannot replay ${addressOf(provider, request)}: ${count} played in this session (${[...new Set(files)].join(', ')}). Reset the session, record more, or start with --repeat-last.`;
}

/** A request that has no recording: names the nearest one and what is different. */
export function explainMiss(
  provider: Provider,
  all: readonly Playable[],
  request: SafeRequest | undefined,
  asked: CanonicalRequest | undefined,
): string {
  if (!request || !asked)
    return `Cannot replay this request to ${provider.name}: its body is not known. Send it without an encoding.`;
  const start = `Cannot replay ${addressOf(provider, request)}:`;
  const advice = `Record it with --mode ${provider.name}=record, or let the mock answer with --on-miss mock.`;
  const nearest = nearestOf(provider, all, asked);
  if (!nearest) return `${start} there are no recordings of ${provider.name}. ${advice}`;
  return `${start} no recording is of this request. Nearest is ${nearest.file}: ${nearest.difference.text}. ${advice}`;
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

function nearestOf(provider: Provider, all: readonly Playable[], asked: CanonicalRequest): Nearest | undefined {
  const sameAddress = all.filter(
    ({ recording: { request } }) =>
      request.method === asked.method && request.path.split('/')[1] === asked.path.split('/')[1],
  );
  let nearest: Nearest | undefined;
  let left = maxComparedLength;
  for (const playable of (sameAddress.length > 0 ? sameAddress : all).slice(0, maxCompared)) {
    const recorded = canonicalOf(provider, playable);
    if (!recorded) continue;
    const difference = differenceOf(asked, recorded);
    if (!nearest || difference.count < nearest.difference.count) nearest = { file: playable.file, difference };
    left -= recorded.length + asked.length;
    if (left <= 0) break;
  }
  return nearest;
}
