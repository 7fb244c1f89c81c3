import type { Recording, StoredRecording } from '../../proxy/recording-format/recording.ts';
import { askMock, openSession } from '../../src/evidence/ask-mock.ts';
import type { SeenRequest } from '../../src/evidence/seen-exchange.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';

/** A call to the real API that is played. */
export interface PlayedCall {
  /** What a plant knows it by. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A reply on its way from the played API into the recording. */
export interface PlayedReply {
  readonly status: number;
  /** As JSON, or a text that is none. */
  readonly body: string;
}

/** What has drifted: changes a reply of the mock into that of an API that does something else. */
export type Plant = (reply: PlayedReply, call: PlayedCall) => PlayedReply;

/** When the first call is made, as epoch milliseconds. */
export const firstCall = Date.parse('2026-01-01T12:00:00Z');

/**
 * Plays a real API by the mock of another server, with ids and facts of its own, which drifts as told, and keeps recordings of
 * it, a minute apart.
 */
export class RecordedApi {
  readonly recordings: StoredRecording[] = [];
  readonly #provider: Provider;
  readonly #plant: Plant;
  readonly #session = openSession(77);
  #minute = 0;

  constructor(provider: Provider, { state, plant = (reply) => reply }: { state?: JsonObject; plant?: Plant } = {}) {
    this.#provider = provider;
    this.#plant = plant;
    if (state) this.#session.replaceState(provider, state);
  }

  /** The time of the next call, as epoch milliseconds. */
  get now(): number {
    return firstCall + this.#minute * 60_000;
  }

  /** Calls it; gives the body of its reply. @param minutes How much later the next call is. */
  async call(call: PlayedCall, minutes = 1): Promise<unknown> {
    const [path = '', query = ''] = call.path.split('?', 2);
    const headers = { 'content-type': 'application/json', ...call.headers };
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const request = { method: call.method, path, query, headers, body: Buffer.from(body ?? '') };
    const { operation, ...answered } = await this.answer(request, call);
    this.#keep(operation, request, body, answered);
    this.#minute += minutes;
    return jsonOf(answered.body)?.json;
  }

  /** What it answers to a request of a call. */
  async answer(request: SeenRequest, call: PlayedCall): Promise<PlayedReply & { readonly operation: string }> {
    this.#session.clock.freeze(this.now);
    const { reply, operation = 'unknown' } = await askMock(
      this.#provider,
      (work) => work(this.#session.world(this.#provider)),
      request,
    );
    return { operation, ...this.#plant({ status: reply.status, body: String(reply.body ?? '') }, call) };
  }

  #keep(operation: string, request: SeenRequest, body: string | undefined, reply: PlayedReply): void {
    const { method, path, query, headers } = request;
    const recording: Recording = {
      version: 1,
      sequence: this.recordings.length,
      provider: this.#provider.name,
      operation,
      recorded_at: new Date(this.now).toISOString(),
      upstream: this.#provider.upstream,
      pseudonymised: false,
      request: {
        method,
        path,
        query,
        headers: Object.entries(headers),
        body: body === undefined ? undefined : jsonOf(body),
      },
      response: { status: reply.status, headers: [], body: jsonOf(reply.body) ?? textOf(reply.body) },
      check: { verdict: 'proven' },
    };
    this.recordings.push({ file: `${this.#provider.name}/${operation}/${this.recordings.length}.json`, recording });
  }
}

function jsonOf(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function textOf(text: string): { text: string } | undefined {
  return text === '' ? undefined : { text };
}

/** Changes a reply as JSON. */
export function changing(change: (body: never) => unknown): Plant {
  return ({ status, body }) => {
    const json = jsonOf(body)?.json;
    if (json === undefined) return { status, body };
    const changed = change(json as never);
    return { status, body: changed === undefined ? body : JSON.stringify(changed) };
  };
}
