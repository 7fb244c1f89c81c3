import type { Sent } from './send.ts';

/** A run that must not go on. The message says why, as a clause. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Why a reply ends a run whatever was asked: the API is away, or wants no more requests. */
export function upstreamTrouble({ status, headers }: Sent): string | undefined {
  const error = headers['x-understudy-error'];
  if (error !== undefined) return `the API cannot be reached (${error})`;
  if (status !== 429) return undefined;
  const after = headers['retry-after'];
  return `the API says that there were too many requests (429${after === undefined ? '' : `, again after ${after} s`})`;
}

/** Why a refusal of what should have been taken is about the account, not about the request. */
export function credentialTrouble({ status }: Sent): string | undefined {
  if (status === 401) return 'the API does not take the credential (401)';
  if (status === 403) return 'the account may not do this (403)';
  return status === 423 ? 'the account is locked (423)' : undefined;
}

/** The same of a call that makes a beginning, or removes something; what stands between answers with such statuses. */
export function statusTrouble({ status }: Pick<Sent, 'status'>): string | undefined {
  if (status === 429) return 'the API says that there were too many requests (429)';
  return [502, 503, 504, 508].includes(status) ? `the API cannot be reached (${status})` : undefined;
}
