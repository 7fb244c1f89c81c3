import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { type RecordedReply, recordedReply, recordedRequest } from '../recording-format/from-recording.ts';
import { readFolder, stampOf } from '../recording-format/read-folder.ts';
import { type PlainRequest, textInBody } from '../redaction/message.ts';
import { type RedactedRequest, Redaction } from '../redaction/redaction.ts';
import { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import type { RawHeaders } from '../wire/header-pairs.ts';
import { ownAddresses } from '../wire/own-addresses.ts';
import { askedRequest } from './asked-request.ts';
import { type CanonicalRequest, canonicalRequest, speaksJsonRpc } from './canonical-request.ts';
import { explainExhausted, explainMiss, tooManySecrets, unreadableRequest } from './explain-miss.ts';
import { KnownReadings } from './known-readings.ts';
import { type Found, findNext, type Group } from './play-order.ts';
import { type Playable, RecordingIndex } from './recording-index.ts';
import type { Replayer, ReplayerSettings, ReplayMiss, ReplayRequest } from './replay.ts';
import { withAskedIds } from './rpc-reply.ts';

/** Different header lists that are shared. A date in them makes each a list of its own, which nobody shares. */
const maxHeaderLists = 1_000;

/** What is loaded of one provider. */
interface Loaded {
  /** What the folder looked like before it was read. */
  readonly stamp: string;
  readonly index: RecordingIndex;
  readonly redaction: Redaction;
  readonly pseudonymous: Redaction;
  readonly known: KnownReadings<readonly (readonly Group[])[]>;
  /** Header lists by their text: most replies of an API have the same. */
  readonly headers: ForgettingMap<RawHeaders>;
}

/** Plays recordings. A provider's folder is read at its first request and whenever it is reloaded. */
export function createReplayer(settings: ReplayerSettings): Replayer {
  const loaded = new Map<string, Promise<Loaded>>();
  const used = new Set<string>();
  const load = (provider: Provider): Promise<Loaded> => {
    const known = loaded.get(provider.name);
    if (known) return known;
    const loading = loadProvider(provider, settings);
    loaded.set(provider.name, loading);
    return loading;
  };
  return {
    async player(provider) {
      const recordings = await load(provider);
      return (request) => {
        const answer = answerOrMiss(recordings, request, settings);
        if ('recording' in answer) {
          const before = request.played.get(answer.recording) ?? 0;
          if (before === 0) used.add(answer.recording);
          request.played.set(answer.recording, before + 1);
        }
        return answer;
      };
    },
    async reload(provider) {
      loaded.delete(provider.name);
      await load(provider);
    },
    async refresh(provider) {
      const { stamp } = await load(provider);
      if ((await stampOf(settings.folder, provider.name)) === stamp) return false;
      // Whoever misses at the same time waits for the same reading.
      const { stamp: known } = await load(provider);
      if (known === stamp) loaded.delete(provider.name);
      await load(provider);
      return true;
    },
    async unused() {
      const all = await Promise.all(loaded.values());
      return all.flatMap(({ index }) => index.all.flatMap(({ file }) => (used.has(file) ? [] : [file])));
    },
  };
}

async function loadProvider(
  provider: Provider,
  { folder, credentials, secrets, pseudonymSeed, report }: ReplayerSettings,
): Promise<Loaded> {
  const stamp = await stampOf(folder, provider.name);
  const { recordings, problems } = await readFolder(folder, provider.name).catch((error: unknown) => ({
    recordings: [],
    problems: [error instanceof Error ? error.message : String(error)],
  }));
  for (const problem of problems) report(problem);
  return {
    stamp,
    index: await RecordingIndex.of(provider, recordings),
    redaction: new Redaction({ provider, credentials, secrets }),
    pseudonymous: new Redaction({ provider, credentials, secrets, pseudonymSeed }),
    known: new KnownReadings(),
    headers: new ForgettingMap(maxHeaderLists),
  };
}

function answerOrMiss(loaded: Loaded, request: ReplayRequest, settings: ReplayerSettings): RecordedReply | ReplayMiss {
  try {
    return answerFrom(loaded, request, settings);
  } catch (error) {
    if (error instanceof TooManySecretsError) return { miss: tooManySecrets(request, error) };
    throw error;
  }
}

function answerFrom(
  loaded: Loaded,
  request: ReplayRequest,
  { repeatLast }: ReplayerSettings,
): RecordedReply | ReplayMiss {
  const { provider, operation, played } = request;
  const plain = askedRequest(request);
  if (!plain) return { miss: unreadableRequest(request) };
  const { index, known } = loaded;
  // Read once, when it is not known yet.
  let fresh: Reading[] | undefined;
  const readings = known.of(plain, operation, () => {
    fresh = read(loaded, request, plain);
    return fresh.map(({ canonical }) => index.groupsOf(canonical));
  });
  const found = readings.map((groups) => findNext(groups, played, repeatLast));
  for (const each of found) if (each && 'playable' in each) return replyOf(loaded, each.playable, plain, request);
  return { miss: missOf(provider, index, fresh ?? read(loaded, request, plain), found) };
}

interface Reading {
  readonly redacted: RedactedRequest;
  readonly canonical: CanonicalRequest;
}

/** A request as recordings are looked for: as it is, and, where some have made-up personal data, with such. */
function read(
  { index, redaction, pseudonymous }: Loaded,
  { provider, operation }: ReplayRequest,
  plain: PlainRequest,
): Reading[] {
  return [redaction, ...(index.hasPseudonyms ? [pseudonymous] : [])].flatMap((redaction) => {
    const redacted = redaction.request(plain, operation);
    const canonical = canonicalRequest(provider, operation, redacted);
    return canonical ? [{ redacted, canonical }] : [];
  });
}

function missOf(
  provider: Provider,
  index: RecordingIndex,
  readings: readonly Reading[],
  found: readonly Found[],
): string {
  // Of two readings the last one shows the least of the request: made-up personal data.
  const { redacted, canonical } = readings.at(-1) ?? {};
  const safe = redacted?.safe();
  for (const each of found)
    if (each && 'exhausted' in each && safe) return explainExhausted(provider, safe, each.exhausted);
  return explainMiss(provider, index, safe, canonical);
}

function withSharedHeaders(
  reply: RecordedReply | undefined,
  headers: ForgettingMap<RawHeaders>,
): RecordedReply | undefined {
  if (!reply) return undefined;
  const text = JSON.stringify(reply.rawHeaders);
  const rawHeaders = headers.get(text) ?? reply.rawHeaders;
  headers.set(text, rawHeaders);
  return { ...reply, rawHeaders };
}

function replyOf(
  { headers }: Loaded,
  playable: Playable,
  plain: PlainRequest,
  { provider, operation, head }: ReplayRequest,
): RecordedReply | ReplayMiss {
  const stored = playable.reply ?? withSharedHeaders(recordedReply(playable), headers);
  if (!stored)
    return { miss: `Cannot replay ${head.method}: the body of ${playable.file} was not kept. Record it again.` };
  playable.reply = stored;
  const { baseUrl } = head;
  const { upstream } = playable.recording;
  const own = ownAddresses({ provider, operation, baseUrl, upstream });
  const reply = { ...stored, rawHeaders: own.headers(stored.rawHeaders), body: own.body(stored.body) };
  if (!speaksJsonRpc(provider) || !('bytes' in plain.body)) return reply;
  const recorded = textInBody(recordedRequest(playable.recording).body);
  if (recorded === undefined) return reply;
  return { ...reply, body: withAskedIds(reply.body, Buffer.from(recorded), plain.body.bytes) };
}
