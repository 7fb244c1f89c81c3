import type { Logger } from '../logging/logger.ts';

/** What can answer a request that no recording fits. */
export const missPolicies = ['error', 'mock', 'record'] as const;
export type OnMiss = (typeof missPolicies)[number];

/** What the server itself needs to know of how it was started. */
export interface ServerSettings {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Host names besides loopback ones under which the admin API may be called. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages that may use mocks and recordings, beside those of this machine; in lower case. */
  readonly cors: readonly string[];
  /** The bearer token of the admin API; it replaces the check of the Host. */
  readonly adminToken: string | undefined;
  /** The file that keeps the records of the session `default`, if there is one. */
  readonly state: string | undefined;
  readonly onMiss: OnMiss;
  /** Whether replies of real APIs lead to this server. */
  readonly rewriteBaseUrls: boolean;
  /** Whether the mode `compare` keeps what passes as recordings. */
  readonly record: boolean;
  /** Folder of the recordings. */
  readonly recordings: string;
  /** Whether the log has the bodies of requests and replies. */
  readonly verbose: boolean;
  readonly logger: Logger;
}
