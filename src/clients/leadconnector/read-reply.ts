import type { Reply } from '../transport/reply.ts';
import { isListOf, isRecord, isText } from '../transport/shape.ts';
import { LeadConnectorError } from './leadconnector-error.ts';

/** What a call wants in its reply. */
export interface Wanted<Body> {
  readonly isBody: (body: unknown) => body is Body;
  /** What that is, for the error when it is not there. */
  readonly has: string;
}

/** The body of a success. Throws a LeadConnectorError for a refusal, also for one that comes with HTTP 200. */
export function readReply<Body>(reply: Reply, { isBody, has }: Wanted<Body>): Body {
  const body = reply.json();
  if (!reply.ok || saysFailure(body)) throw refusal(reply, body);
  if (isBody(body)) return body;
  throw reply.lacks(has);
}

function saysFailure(body: unknown): boolean {
  if (!isRecord(body)) return false;
  const { statusCode, succeded, succeeded } = body;
  return succeded === false || succeeded === false || (typeof statusCode === 'number' && statusCode >= 400);
}

function refusal(reply: Reply, body: unknown): Error {
  if (!isRecord(body)) return reply.lacks('a message');
  const { message, error, traceId } = body;
  const said = isText(message) ? [message] : message;
  if (!isListOf(said, isText)) return reply.lacks('a message');
  return new LeadConnectorError(reply, {
    messages: said.map(reply.masked),
    error: isText(error) ? reply.masked(error) : undefined,
    traceId: isText(traceId) ? reply.masked(traceId) : undefined,
  });
}
