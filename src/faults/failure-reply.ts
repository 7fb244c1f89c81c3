import type { Words } from '../kit/answer.ts';
import type { HttpReply } from '../kit/protocols/http.ts';
import type { FaultedRequest } from '../sessions/fault.ts';

/** Writes the words of a failure as the provider's protocol does: each call of a JSON-RPC batch gets them, with its own id. */
export async function failureReply({ know, provider: { protocol } }: FaultedRequest, words: Words): Promise<HttpReply> {
  const { reading } = await know();
  if (!reading) return protocol.writeRefusal(words);
  return reading.write(reading.members.map(() => words));
}
