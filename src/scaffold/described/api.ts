import { readFileSync } from 'node:fs';
import type { JsonObject, ReplyDescription, RequiredHeader, SecretPlace } from 'api-understudy/provider';

/** What `api.json` holds: all that was read of the description. */
export interface Api {
  readonly name: string;
  readonly title: string;
  readonly hosts: readonly string[];
  readonly upstream: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretPlace[];
  readonly requiredHeaders: readonly RequiredHeader[];
  /** Names of the collections of what is created. */
  readonly resources: readonly string[];
  readonly operations: readonly ApiOperation[];
}

/** What is answered, in the description's own words where it has an example. */
export interface ApiReply {
  readonly status: number;
  /** Name of its schema. */
  readonly schema?: string;
  readonly body?: unknown;
}

/** What an operation does with the records of a collection. */
export interface Effect {
  readonly kind: 'create' | 'find' | 'list' | 'update' | 'delete';
  /** The collection. */
  readonly resource: string;
  /** The path parameter that names a record. */
  readonly param?: string;
  /** The member that is a record's id. */
  readonly id: string;
  /** The member of the reply in which the record, or the list, stands; the reply itself without it. */
  readonly inside?: string;
}

export interface ApiOperation {
  readonly name: string;
  readonly summary: string;
  readonly method: string;
  /** In the syntax of path-to-regexp. */
  readonly path: string;
  readonly needsKey: boolean;
  /** Name of the schema of the body. */
  readonly request?: string;
  /** Name of the schema of the query. */
  readonly query?: string;
  readonly replies: readonly ReplyDescription[];
  readonly success: ApiReply;
  readonly refusals: Readonly<Record<'key' | 'body' | 'query' | 'notFound', ApiReply>>;
  readonly effect?: Effect;
  /** A valid body. */
  readonly sample?: JsonObject;
}

export const folder = new URL('./', import.meta.url);
export const api: Api = JSON.parse(readFileSync(new URL('api.json', folder), 'utf8'));
