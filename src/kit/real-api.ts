import type { JsonObject } from './protocols/http.ts';

/** A call by which a state is brought about, at one of the provider's own addresses. */
export interface RealCall {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: JsonObject;
}

/** What the real API answered. */
export interface RealReply {
  readonly status: number;
  /** Nothing when it is no JSON. */
  readonly body: unknown;
}

/** The real API as a provider state sees it that is set up there. */
export interface RealApi {
  /** Makes a call. The mock's published credentials become the real ones on the way. Rejects when nothing was answered. */
  call(call: RealCall): Promise<RealReply>;
  /** An id that only the account's owner can look up, such as `connection_id`. Throws a StateNotSetError when nobody gave it. */
  own(name: string): string;
  /** A published credential whose real one was given; it is still the published one. Throws a StateNotSetError when none was. */
  credential(name: string): string;
  /** A text of lower-case letters and digits that begins with a letter, another one at each call. */
  fresh(): string;
  /** An email that nobody has, in a domain that is safe to send to; its beginning is that of the wanted one. */
  freshEmail(wanted: string): string;
  /** A password that nobody can guess and every provider takes. */
  freshPassword(): string;
}

/** A provider state that a stage cannot set. The message says why, as a sentence. */
export class StateNotSetError extends Error {
  override readonly name = 'StateNotSetError';
}
