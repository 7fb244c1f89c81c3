import { fileOf, printRecording } from '../recording-format/print-recording.ts';
import type { Expected, Prove } from '../recording-format/proof.ts';
import { asideFolder } from '../recording-format/read-folder.ts';
import { maxRecordingBytes, type Recording } from '../recording-format/recording.ts';
import { schemaFrom } from '../recording-format/schema-copy.ts';
import { type PlainExchange, type RecordingFacts, toRecording } from '../recording-format/to-recording.ts';
import { WriteError } from '../recording-format/write-error.ts';
import type { Redaction } from '../redaction/redaction.ts';
import { spelledOtherwise } from '../redaction/spelled-otherwise.ts';
import type { NewFile } from './new-files.ts';
import type { Respellings } from './respellings.ts';

/** The file of an exchange, and why it is never played. */
export interface ExchangeFile extends NewFile {
  readonly problem: string | undefined;
}

/** How an exchange is proven. */
interface Proof {
  readonly prove: Prove;
  /** None where no request is spelled otherwise. */
  readonly respellings?: Respellings;
}

/**
 * Makes the file of an exchange, which is redacted, printed and proven: what its file is going to hold is read as a replay
 * reads it, matched by its own request and compared with what the client received, of which only what can be nothing but a
 * secret may be replaced. One that fails is kept aside. Throws
 * when redaction let a secret through, which would be a mistake of ours.
 */
export function exchangeFile(
  exchange: PlainExchange,
  redaction: Redaction,
  facts: RecordingFacts,
  { prove, respellings }: Proof,
): ExchangeFile {
  const { recording, expected } = redactedRecording(exchange, redaction, facts, respellings);
  const { verdict, reason } = recording.check;
  const text = printRecording(recording);
  if (Buffer.byteLength(text) > maxRecordingBytes) throw new WriteError(tooLargeToRead(recording));
  const failure = verdict === 'proven' ? prove(text, expected) : undefined;
  if (failure === undefined) return { file: fileOf(recording, text), text, problem: reason };
  const parent = `${asideFolder}/`;
  const failed: Recording = {
    ...recording,
    $schema: schemaFrom(parent),
    check: { verdict: 'failed', reason: failure },
  };
  const failedText = printRecording(failed);
  return { file: fileOf(failed, failedText, parent), text: failedText, problem: failure };
}

/** What a file would hold. Throws a SecretLeftError when redaction let a secret through. */
export function redactedRecording(
  exchange: PlainExchange,
  redaction: Redaction,
  facts: RecordingFacts,
  respellings?: Respellings | undefined,
): { recording: Recording; expected: Expected } {
  const { provider, operation, request, reply } = exchange;
  const safe = redaction.exchange(request, reply, operation);
  const recording = toRecording(exchange, safe, facts);
  if (safe.stillHolds(() => textsOf(recording)))
    throw new SecretLeftError('Cannot record an exchange: a secret would stay in it.');
  const respelled = respellings?.isDue(request, operation)
    ? () => redaction.request(spelledOtherwise(request, safe.request.query), operation)
    : undefined;
  return { recording, expected: { provider, operation, asked: safe.asked(), respelled, reply: safe.received() } };
}

function tooLargeToRead({ provider, operation, response: { status } }: Recording): string {
  const found = `its file would be over ${maxRecordingBytes} bytes, and no larger one is read`;
  return `Cannot record ${provider}/${operation} (status ${status}): ${found}.`;
}

/** The last look before anything is written found a secret. */
export class SecretLeftError extends Error {
  override readonly name = 'SecretLeftError';
}

/** The names of the format's own members are left out: a secret may be the word `request`. */
function textsOf({ request, response }: Recording): string[] {
  return [request, response]
    .flatMap(({ headers, body }) => [...headers.flat(), body && 'base64' in body ? '' : JSON.stringify(body ?? '')])
    .concat(request.path, request.query, response.status_text ?? '');
}
