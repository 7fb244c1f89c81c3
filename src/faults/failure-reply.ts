import type { Words } from '../kit/answer.ts';
import type { KnownRequest } from '../kit/known-request.ts';
import type { HttpReply } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';

/** Writes the words of a failure as the provider's protocol does: each call of a JSON-RPC batch gets them, with its own id. */
export function failureReply({ protocol }: Provider, { reading }: KnownRequest, words: Words): HttpReply {
  if (!reading) return protocol.writeRefusal(words);
  return reading.write(reading.members.map(() => words));
}
