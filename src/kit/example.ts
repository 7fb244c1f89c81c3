import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from './protocols/http.ts';
import type { ProviderIdentity } from './provider-identity.ts';

/** The request of an example: nothing is added to it but a Host. */
export interface ExampleRequest {
  readonly method: string;
  /** The provider's own path, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in the place of `body`. */
  readonly text?: string;
  /** How many times `text` is sent. */
  readonly repeat?: number;
}

/** What happened before: a request so many times, or the clock moved on by seconds. */
export type ExampleStep = { readonly request: ExampleRequest; readonly times?: number } | { readonly advance: number };

/** One executable example of a rule (docs/rules-and-examples.md). */
export interface Example {
  readonly rule: string;
  readonly name: string;
  readonly operation?: string;
  readonly given?: {
    readonly state?: JsonObject;
    readonly rate_limits?: boolean;
    /** Bounds that are other than usual, in bytes: of what may be stored, and of the reply. */
    readonly bounds?: { readonly state?: number; readonly reply?: number };
    readonly steps?: readonly ExampleStep[];
  };
  readonly request: ExampleRequest;
  readonly reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly text?: string;
  };
  readonly rules: readonly string[];
  readonly then?: JsonObject;
  readonly journal?: JsonObject;
}

/** When every example happens, by the session's clock. */
export const exampleTime = '2030-01-01T00:00:00.000Z';
/** The Host of every example's request. */
export const exampleHost = '127.0.0.1:4010';

/** Stands for a value that the mock draws, such as an id, until `npm run examples:fill` puts the drawn one in its place. */
export const drawnMark = '<drawn>';

/** A provider's examples by file name, without the ending, in the order of their names. */
export function readExamples({ folder }: Pick<ProviderIdentity, 'folder'>): Map<string, Example> {
  const directory = new URL('examples/', folder);
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  return new Map(
    files
      .sort()
      .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(file, directory), 'utf8'))]),
  );
}

/** The bytes of an example's body. */
export function exampleBody({ body, text, repeat = 1 }: ExampleRequest): string {
  if (text !== undefined) return text.repeat(repeat);
  return body === undefined ? '' : JSON.stringify(body);
}
