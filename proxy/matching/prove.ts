import type { Provider } from '../../src/kit/provider.ts';
import { recordedReply } from '../recording-format/from-recording.ts';
import { parseRecording } from '../recording-format/parse-recording.ts';
import type { Prove } from '../recording-format/proof.ts';
import type { StoredRecording } from '../recording-format/recording.ts';
import type { SafeBody, SafeRequest } from '../redaction/message.ts';
import { asRedacted, type RedactedRequest } from '../redaction/redaction.ts';
import { canonicalRequest } from './canonical-request.ts';
import { leftAsItCame } from './left-as-it-came.ts';
import { areAlike } from './printed-request.ts';
import { askedOf } from './recording-index.ts';

/** Whether the text of a file gives the exchange again: what is wrong, or nothing when it is proven. */
export const whatFails: Prove = (text, { provider, operation, asked, respelled, reply }) => {
  const recording = parseRecording(text);
  if ('complaint' in recording) return `the file cannot be read back: ${recording.complaint}`;
  const stored: StoredRecording = { file: '', recording };
  const found = askedOf(stored);
  if (found.operation !== operation || !matches(found.request, asked, provider, operation))
    return 'its own request does not match it';
  if (respelled && !isFoundBy(respelled(), found.request, provider, operation))
    return 'its own request, spelled otherwise, does not match it';
  const played = recordedReply(stored);
  if (!played) return 'its reply has no body';
  if (played.status !== reply.status || played.statusText !== reply.statusText)
    return 'its status is not what the client received';
  if (!isSameList(played.rawHeaders, reply.headers.flat())) return 'its headers are not what the client received';
  return played.body.equals(bytesOf(reply.body)) ? undefined : 'its body is not what the client received';
};

function matches(
  recorded: SafeRequest,
  asked: RedactedRequest,
  provider: Provider,
  operation: string | undefined,
): boolean {
  return (
    leftAsItCame(recorded, asked) || areAlike(provider, operation, asRedacted(provider, operation, recorded), asked)
  );
}

/** Members in another order, escapes, another boundary: what a client's next version may write. */
function isFoundBy(
  asked: RedactedRequest,
  recorded: SafeRequest,
  provider: Provider,
  operation: string | undefined,
): boolean {
  const one = canonicalRequest(provider, operation, asRedacted(provider, operation, recorded));
  const other = canonicalRequest(provider, operation, asked);
  return one !== undefined && one.key === other?.key;
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

function bytesOf(body: SafeBody): Buffer {
  if ('gap' in body) return Buffer.alloc(0);
  return 'text' in body ? Buffer.from(body.text) : body.binary;
}
