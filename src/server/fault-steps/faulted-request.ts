import { exchangeOf } from '../../kit/exchange.ts';
import type { HttpReply } from '../../kit/protocols/http.ts';
import type { FaultedRequest } from '../../sessions/fault.ts';
import type { Visit } from '../visit.ts';
import { ReplyWire } from './reply-wire.ts';

/** What faults can do with a request. `stopping` is aborted when the server begins to stop. */
export function faultedRequest(visit: Visit, stopping: AbortSignal): FaultedRequest {
  const { response, target } = visit;
  const { provider, head } = target;
  const wires = new ReplyWire(response);
  const exchange = async (reply: HttpReply) =>
    exchangeOf({ provider, source: 'fault', head, known: await visit.know(), body: await visit.readBody(), reply });
  return {
    provider,
    world: visit.world,
    head,
    response,
    get wire() {
      return wires.wire;
    },
    know: () => visit.know(),
    filter: (make) => wires.filter(make),
    answer: async (reply) => visit.answer(await exchange(reply)),
    noteUnanswered: async () => visit.note(await exchange({ status: 0, headers: {} })),
    delay: (ms) => {
      visit.delayMs += ms;
    },
    whenOver: (callback) => {
      if (response.closed || stopping.aborted) return callback();
      response.once('close', callback);
      stopping.addEventListener('abort', callback, { once: true });
      response.once('close', () => stopping.removeEventListener('abort', callback));
    },
  };
}
