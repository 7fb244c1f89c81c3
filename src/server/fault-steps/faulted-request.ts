import type { Exchange } from '../../kit/exchange.ts';
import type { HttpReply } from '../../kit/protocols/http.ts';
import type { FaultedRequest, KnownRequest } from '../../sessions/fault.ts';
import type { Visit } from '../visit.ts';
import { ReplyWire } from './reply-wire.ts';

/** Reads the body and finds what is called, without carrying anything out. */
export async function knowRequest(visit: Visit): Promise<KnownRequest> {
  const { provider, head } = visit.target;
  const route = provider.protocol.route(head);
  const body = await visit.readBody();
  if (!route || body === 'too-large') return { route, reading: undefined };
  return { route, reading: provider.protocol.read({ ...head, body }, route, visit.world) };
}

/** What faults can do with a request. `stopping` is aborted when the server begins to stop. */
export function faultedRequest(visit: Visit, stopping: AbortSignal): FaultedRequest {
  const { response, target } = visit;
  const wires = new ReplyWire(response);
  const exchange = async (reply: HttpReply) => exchangeOf(visit, await knowRequest(visit), reply);
  return {
    provider: target.provider,
    world: visit.world,
    head: target.head,
    response,
    get wire() {
      return wires.wire;
    },
    know: () => knowRequest(visit),
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

async function exchangeOf(visit: Visit, { route, reading }: KnownRequest, reply: HttpReply): Promise<Exchange> {
  const { provider, head } = visit.target;
  const body = await visit.readBody();
  return {
    provider,
    operation: reading?.operation ?? route?.operation?.name,
    source: 'fault',
    rule: undefined,
    rules: [],
    violations: [],
    nearest: [],
    head,
    params: route?.params ?? {},
    body: body === 'too-large' ? Buffer.alloc(0) : body,
    reply,
  };
}
