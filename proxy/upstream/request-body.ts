import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { maxHeldBytes } from './swap-body.ts';

/** Gives a body another length. */
export function frame(headers: IncomingHttpHeaders, length: number): void {
  delete headers['transfer-encoding'];
  headers['content-length'] = String(length);
}

/** Asks for a reply that is not compressed. */
export function acceptPlain(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) if (name.toLowerCase() === 'accept-encoding') delete headers[name];
  headers['accept-encoding'] = 'identity';
}

/** Whether a request says that it has a body, which may be empty. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Whether a request has nothing behind its head. */
export function isEmpty({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

/** Whether a body is as it is, not compressed. */
export function isPlain({ headers }: IncomingMessage): boolean {
  return /^(identity)?$/i.test(headers['content-encoding'] ?? '');
}

/** A compressed body passes as it is, and a longer one is no call. */
export function mayHoldCredential(request: IncomingMessage): boolean {
  const { headers } = request;
  return !isEmpty(request) && Number(headers['content-length'] ?? 0) <= maxHeldBytes && isPlain(request);
}
