import { digestOf, isEdited } from '../recording-format/edited.ts';
import { recordedReply, recordedRequest } from '../recording-format/from-recording.ts';
import { type RecordedBody, type Recording, unknownOperation } from '../recording-format/recording.ts';
import { toMessages } from '../recording-format/to-recording.ts';
import type { PlainBody, PlainReply, PlainRequest, SafeBody } from '../redaction/message.ts';
import type { Redaction, SafeExchange } from '../redaction/redaction.ts';

/** The exchange of a recording, as if it came now. */
export interface RecordedExchange {
  readonly operation: string | undefined;
  readonly request: PlainRequest;
  readonly reply: PlainReply;
}

/** Takes the exchange out of a recording. */
export function exchangeOf(recording: Recording): RecordedExchange {
  const { operation, response } = recording;
  const request = recordedRequest(recording);
  const bytes = recordedReply({ file: '', recording })?.body;
  const { encoding, status, status_text: statusText = '', headers } = response;
  return {
    operation: operation === unknownOperation ? undefined : operation,
    request: { ...request, body: plainBody(request.body) },
    reply: {
      status,
      statusText,
      headers,
      body: bytes ? { bytes, encoding } : { gap: 'incomplete', length: 0, encoding },
    },
  };
}

/** The recording as it would be written today: redacted, without headers and members that the format does not keep. */
export function redactRecording(recording: Recording, redaction: Redaction): Recording {
  const { operation, request, reply } = exchangeOf(recording);
  const redacted = withExchange(recording, redaction.exchange(request, reply, operation), redaction);
  // What is hidden now was no change of somebody's.
  const isOwn = recording.digest !== undefined && !isEdited(recording);
  return isOwn ? { ...redacted, digest: digestOf(redacted) } : redacted;
}

/** The same once its exchange is redacted. */
export function withExchange(recording: Recording, safe: SafeExchange, redaction: Redaction): Recording {
  const { version, sequence, provider, recorded_at, upstream, duration_ms, pseudonymised, check, credential, digest } =
    recording;
  const { request, response } = toMessages(safe);
  return {
    // Anything else there would be a place for a secret.
    ...(isOurs(recording.$schema) && { $schema: recording.$schema }),
    version,
    sequence,
    ...(recording.run !== undefined && { run: recording.run }),
    provider,
    operation: recording.operation,
    upstream,
    ...(duration_ms !== undefined && { duration_ms }),
    pseudonymised,
    ...(credential !== undefined && { credential }),
    ...(digest !== undefined && { digest }),
    ...(recording.note !== undefined && { note: redaction.foreignText(recording.note) }),
    recorded_at,
    request: { ...request, body: asNoted(recording.request.body) ?? request.body },
    response: { ...response, body: asNoted(recording.response.body) ?? response.body },
    check: { verdict: check.verdict, ...(check.reason !== undefined && { reason: check.reason }) },
  };
}

function isOurs(schema: string | undefined): boolean {
  return schema !== undefined && /^(?:\.\.\/){1,9}\.recording\.schema\.json$/.test(schema);
}

/** A body that was not kept stays noted as it is. */
function asNoted(body: RecordedBody | undefined): RecordedBody | undefined {
  return body && 'not_kept' in body ? { not_kept: body.not_kept, bytes: body.bytes } : undefined;
}

function plainBody(body: SafeBody): PlainBody {
  const { encoding } = body;
  if ('gap' in body) return body;
  return { bytes: 'text' in body ? Buffer.from(body.text) : body.binary, encoding };
}
