import type { UpstreamExchange } from '../exchange.ts';
import type { Redaction } from '../redaction/redaction.ts';
import type { FileWriter } from './file-writer.ts';
import { type Expected, whatFails } from './prove.ts';
import { asideFolder } from './read-folder.ts';
import type { Recording } from './recording.ts';
import { plainReply, plainRequest, type RecordingFacts, toRecording } from './to-recording.ts';
import { fileOf, printRecording } from './write-file.ts';

/** An exchange that is redacted and can be written. */
export interface Prepared {
  readonly recording: Recording;
  readonly expected: Expected;
}

/** What became of an exchange: its file, and why it is never played. */
export interface Kept {
  readonly file: string;
  readonly problem?: string;
}

/** Redacts a whole exchange. Throws when the door let a secret through, which would be a mistake of ours. */
export function prepareExchange(exchange: UpstreamExchange, redaction: Redaction, facts: RecordingFacts): Prepared {
  if (!exchange.reply) throw new Error('Cannot prepare an exchange without a reply.');
  const { provider, operation } = exchange;
  const safe = redaction.exchange(plainRequest(exchange), plainReply(exchange.reply), operation);
  const recording = toRecording(exchange, safe, facts);
  if (safe.stillHolds(() => textsOf(recording)))
    throw new SecretLeftError('Cannot record an exchange: a secret would stay in it.');
  return {
    recording,
    expected: { provider, operation, asked: safe.asked(), reply: safe.reply },
  };
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

/**
 * Proves an exchange and writes it: what its file holds is read as a replay reads it, matched by its own request and compared
 * with what the client received; the file itself is read back and compared before it gets its name. One that fails is kept
 * aside. Rejects with a WriteError.
 */
export async function keepExchange(files: FileWriter, { recording, expected }: Prepared): Promise<Kept> {
  const { verdict, reason } = recording.check;
  const text = printRecording(recording);
  const failure = verdict === 'proven' ? whatFails(text, expected) : undefined;
  if (failure === undefined) {
    const file = fileOf(recording, text);
    await files.write(file, text);
    return { file, ...(reason !== undefined && { problem: reason }) };
  }
  const failed: Recording = { ...recording, check: { verdict: 'failed', reason: failure } };
  const failedText = printRecording(failed);
  const aside = fileOf(failed, failedText, `${asideFolder}/`);
  await files.write(aside, failedText);
  return { file: aside, problem: failure };
}
