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
  const maker = async () => {
    const asked = { provider, head, known: await visit.know(), body: await visit.readBody() };
    return (reply: HttpReply) => exchangeOf({ ...asked, source: 'fault', reply });
  };
  return {
    provider,
    head,
    response,
    get wire() {
      return wires.wire;
    },
    know: () => visit.know(),
    filter: (make) => wires.filter(make),
    answer: async (makeReply) => {
      const exchange = await maker();
      return visit.answer((world) => exchange(makeReply(world)));
    },
    noteUnanswered: async () => visit.note((await maker())({ status: 0, headers: {} })),
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
