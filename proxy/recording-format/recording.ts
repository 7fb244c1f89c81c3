import type { CredentialKind } from '../redaction/credential-kind.ts';
import type { HeaderPairs } from '../wire/header-pairs.ts';

/** The version of the file format that is written, and the newest that is read. */
export const formatVersion = 1;

/** Larger files are none of ours, in bytes: to read one would keep everybody else waiting. */
export const maxRecordingBytes = 8 * 1_048_576;

/** A body in a file: as JSON where printing it gives the same bytes, else as text, else in base64. */
export type RecordedBody =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly base64: string }
  | { readonly not_kept: string; readonly bytes: number };

/** What the check of a new recording found. Only a proven one is played. */
export interface Check {
  readonly verdict: 'proven' | 'not-playable' | 'failed';
  readonly reason?: string;
}

/** A message as a file has it. */
interface RecordedMessage {
  readonly headers: HeaderPairs;
  /** The content encoding that the body had; it is stored without. */
  readonly encoding?: string | undefined;
  /** None for an empty one. */
  readonly body?: RecordedBody | undefined;
}

/** The content of one file (recording.schema.json). */
export interface Recording {
  /** Where an editor finds the schema. */
  readonly $schema?: string | undefined;
  readonly version: number;
  /** Order of recording. */
  readonly sequence: number;
  /** When the recording of which it is a part began, as a sequence; of older recordings nobody knows. */
  readonly run?: number | undefined;
  readonly provider: string;
  readonly operation: string;
  readonly recorded_at: string;
  readonly upstream: string;
  readonly duration_ms?: number;
  readonly pseudonymised: boolean;
  /** Whose the credentials of the request are. */
  readonly credential?: CredentialKind | undefined;
  /** Of what was recorded (`digestOf`): it tells whether somebody has changed it since. */
  readonly digest?: string | undefined;
  /** What somebody wrote down about it. */
  readonly note?: string | undefined;
  readonly request: RecordedMessage & { readonly method: string; readonly path: string; readonly query: string };
  readonly response: RecordedMessage & {
    readonly status: number;
    readonly status_text?: string | undefined;
  };
  readonly check: Check;
}

/** A recording and its file, relative to the recordings folder, with slashes. */
export interface StoredRecording {
  readonly file: string;
  readonly recording: Recording;
}

/** The operation of requests that the provider has none for. */
export const unknownOperation = 'unknown';

/** A body of the greatest depth stands some levels deep in its file. */
export const aroundBody = 8;
