import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** What is read of an entry of an HTTP Archive (HAR 1.2, and the fields that browsers add). All else in it is ignored. */
export interface HarEntry {
  readonly startedDateTime: string;
  readonly time?: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HarPair[];
    readonly bodySize?: number;
    readonly postData?: HarPostData;
  };
  readonly response: {
    readonly status: number;
    readonly statusText?: string;
    readonly headers: readonly HarPair[];
    readonly bodySize?: number;
    readonly content?: HarContent;
  };
  /** Chromium: where a reply came from that is none of the server. */
  readonly _fromCache?: unknown;
  readonly _understudy?: OwnFields;
}

/** A header, or a field of a form. */
export interface HarPair {
  readonly name: string;
  readonly value: string;
}

/** The body of a request. HAR 1.2 has no place to say that it is in base64; tools use one of the two. */
export interface HarPostData {
  readonly mimeType?: string;
  readonly text?: string;
  readonly params?: readonly { readonly name: string; readonly value?: string }[];
  readonly encoding?: string;
  readonly _encoding?: string;
}

/** The body of a reply, without its content coding. */
export interface HarContent {
  readonly size?: number;
  readonly text?: string;
  readonly encoding?: string;
}

/** What a recording holds beside its exchange, in an archive that was made of recordings. */
export interface OwnFields {
  readonly provider: string;
  readonly upstream: string;
  readonly sequence: number;
  readonly run?: number | undefined;
  readonly pseudonymised: boolean;
  readonly credential?: 'configured' | 'issued' | 'other' | undefined;
  readonly digest?: string | undefined;
  readonly note?: string | undefined;
  /** As it was sent, where a URL may not be: path and query. */
  readonly target?: string | undefined;
}

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const pairs = {
  type: 'array',
  items: { type: 'object', properties: { name: text, value: text }, required: ['name', 'value'] },
};
const postData = {
  type: 'object',
  properties: {
    mimeType: text,
    text,
    params: { type: 'array', items: { type: 'object', properties: { name: text, value: text }, required: ['name'] } },
    encoding: text,
    _encoding: text,
  },
};
const request = {
  type: 'object',
  properties: { method: text, url: text, headers: pairs, bodySize: { type: 'number' }, postData },
  required: ['method', 'url', 'headers'],
};
const content = { type: 'object', properties: { size: { type: 'number' }, text, encoding: text } };
const response = {
  type: 'object',
  properties: { status: { type: 'integer' }, statusText: text, headers: pairs, bodySize: { type: 'number' }, content },
  required: ['status', 'headers'],
};
const own = {
  type: 'object',
  properties: {
    provider: text,
    upstream: text,
    sequence: whole,
    run: whole,
    pseudonymised: { type: 'boolean' },
    credential: { enum: ['configured', 'issued', 'other'] },
    digest: text,
    note: text,
    target: { type: 'string', pattern: '^/[\\x21-\\x7e]*$' },
  },
  required: ['provider', 'upstream', 'sequence', 'pseudonymised'],
};
const schema = {
  type: 'object',
  properties: { startedDateTime: text, time: { type: 'number' }, request, response, _understudy: own },
  required: ['startedDateTime', 'request', 'response'],
};

let compiled: ValidateFunction<HarEntry> | undefined;

/** Whether a value is an entry, as far as one is read. */
export function isHarEntry(value: unknown): value is HarEntry {
  compiled ??= new Ajv2020({ strict: false, validateSchema: false }).compile<HarEntry>(schema);
  return compiled(value);
}
