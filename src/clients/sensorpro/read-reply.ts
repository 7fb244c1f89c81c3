import type { SensorproErrorMessage, SensorproResult } from '../../../mocks/sensorpro/generated/schemas.ts';
import type { Reply } from '../transport/reply.ts';
import { hasTexts, isListOf, isRecord } from '../transport/shape.ts';
import { SensorproError } from './sensorpro-error.ts';

/** What a call wants in its reply, besides a Result without errors. */
export interface Wanted<Body> {
  readonly isBody: (body: unknown) => body is Body;
  /** What that is, for the error when it is not there. */
  readonly has: string;
}

/** The body of a success. Throws a SensorproError for a refusal, which comes with HTTP 200: the Result decides. */
export function readReply<Body>(reply: Reply, { isBody, has }: Wanted<Body>): Body {
  const body = reply.json();
  if (!isRecord(body) || !isResult(body.Result)) throw reply.lacks('a Result');
  if (saysFailure(reply, body, body.Result)) throw refusal(reply, body.Result);
  if (isBody(body)) return body;
  throw reply.lacks(has);
}

function isResult(value: unknown): value is SensorproResult {
  if (!hasTexts(value, 'RequestId') || !('ErrorMessages' in value && 'TotalErrors' in value)) return false;
  return isListOf(value.ErrorMessages, isErrorMessage) && typeof value.TotalErrors === 'number';
}

function isErrorMessage(value: unknown): value is SensorproErrorMessage {
  if (!hasTexts(value, 'Description') || !('Code' in value && 'Sequence' in value)) return false;
  return typeof value.Code === 'number' && typeof value.Sequence === 'number';
}

function saysFailure(reply: Reply, body: Record<string, unknown>, result: SensorproResult): boolean {
  const failed = body.FailedRequests;
  if (Array.isArray(failed) && failed.length > 0) return true;
  return !reply.ok || result.TotalErrors > 0 || result.ErrorMessages.length > 0;
}

function refusal(reply: Reply, { ErrorMessages, RequestId }: SensorproResult): SensorproError {
  const errorMessages = ErrorMessages.map((message) => ({
    ...message,
    Description: reply.masked(message.Description),
  }));
  return new SensorproError(reply, { errorMessages, requestId: reply.masked(RequestId) });
}
