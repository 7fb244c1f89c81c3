import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whatFails } from '../../proxy/matching/prove.ts';
import type { ReplayerSettings, ReplayRequest } from '../../proxy/matching/replay.ts';
import { createReplayer } from '../../proxy/matching/replayer.ts';
import { createRecorder, type RecorderSettings } from '../../proxy/recording/recorder.ts';
import type { UpstreamExchange } from '../../proxy/wire/exchange.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { recordedFiles } from './recorded-files.ts';

/** One side of an exchange, in short. */
export interface Message {
  readonly headers?: readonly string[];
  /** A text or bytes as they are, anything else as JSON; none for an empty body. */
  readonly body?: unknown;
}

/** An exchange in short. */
export interface Sketch {
  readonly provider: Provider;
  readonly operation?: string;
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly request?: Message;
  readonly status?: number;
  readonly reply?: Message;
}

const jsonHeaders = ['Content-Type', 'application/json'];

/** An exchange as the proxy captures it. */
export function captured(sketch: Sketch): UpstreamExchange {
  const { provider, operation, status = 200, reply = {} } = sketch;
  const bytes = bytesOf(reply.body);
  const { head, body } = asked(sketch);
  return {
    provider,
    sessionId: 'default',
    operation,
    upstream: provider.upstream,
    request: { head, rawHeaders: sketch.request?.headers ?? jsonHeaders, body: { bytes: body, length: body.length } },
    reply: { status, statusText: '', rawHeaders: reply.headers ?? jsonHeaders, body: { bytes, length: bytes.length } },
    ending: 'whole',
    startedAt: 1_893_456_000_000,
    durationMs: 5,
  };
}

function asked({ method = 'POST', path, query = '', request = {} }: Sketch) {
  const headers: Record<string, string> = {};
  const raw = request.headers ?? jsonHeaders;
  for (let index = 0; index < raw.length; index += 2) headers[raw[index]?.toLowerCase() ?? ''] = raw[index + 1] ?? '';
  return { head: { method, path, query, headers, baseUrl: 'http://127.0.0.1/' }, body: bytesOf(request.body) };
}

/** The same request as it comes to a replaying server. */
export function replayed(sketch: Sketch, played: ReplayRequest['played'] = new Map()): ReplayRequest {
  return { provider: sketch.provider, operation: sketch.operation, played, ...asked(sketch) };
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}

/** A replayer that is asked for one reply at a time. */
function replayerOf(settings: ReplayerSettings) {
  const replayer = createReplayer(settings);
  const replay = async (request: ReplayRequest) => (await replayer.player(request.provider))(request);
  return { ...replayer, replay };
}

/** A recordings folder of its own, with what records into it and plays from it, gone at the end. */
export async function recordings(settings: Partial<RecorderSettings & ReplayerSettings> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-'));
  const reports: string[] = [];
  const report = (line: string) => reports.push(line);
  const recorder = createRecorder({ folder, credentials: [], prove: whatFails, report, ...settings });
  return {
    folder,
    reports,
    recorder,
    replayer: () => replayerOf({ folder, credentials: [], repeatLast: false, pseudonymSeed: 1, report, ...settings }),
    async record(...sketches: readonly Sketch[]) {
      for (const sketch of sketches) recorder.record(captured(sketch));
      await recorder.flush();
    },
    files: async () => recordedFiles(folder),
    async text() {
      return (await Promise.all(recordedFiles(folder).map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
