import { quantile } from '../statistics.ts';
import { Connection } from './connection.ts';
import { type Script, scripts, type Target } from './scripts.ts';

/** What the load process is asked to do. */
export interface Order {
  /** The server: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly script: keyof typeof scripts;
  /** Index of the first request: another index, another email. */
  readonly first: number;
  readonly count: number;
  /** How many accounts the server has stored, for scripts that repeat them; how many sessions, for those of sessions. */
  readonly stored: number;
  /** Where a server of another make answers, and what. */
  readonly target?: Target;
  /** Connections kept alive, each with one request under way. */
  readonly connections: number;
}

/** What a run took, in milliseconds. */
export interface LoadResult {
  readonly durationMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends the requests of an order. Rejects at the first reply that is not the expected one. */
export async function runLoad(order: Order): Promise<LoadResult> {
  const latencies = new Float64Array(order.count);
  const indexes = latencies.keys();
  const startedAt = performance.now();
  using _awake = stayAwake();
  await Promise.all(Array.from({ length: order.connections }, () => work(order, indexes, latencies)));
  const durationMs = performance.now() - startedAt;
  return { durationMs, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

/**
 * Keeps this process from sleeping until disposed. Waking a sleeper is charged to the server that writes to it: the slower
 * a server, the more often this process would sleep, and the dearer each of its writes would become.
 */
function stayAwake(): Disposable {
  let awake = true;
  const turn = () => {
    if (awake) setImmediate(turn);
  };
  turn();
  return {
    [Symbol.dispose]() {
      awake = false;
    },
  };
}

/** One connection's part; the connections share the indexes, so that a slow one takes fewer. */
async function work(order: Order, indexes: Iterable<number>, latencies: Float64Array): Promise<void> {
  using connection = await Connection.open(order.url);
  const script: Script = scripts[order.script];
  for (const index of indexes) {
    const { request, reply } = script(order.first + index, order.stored, order.target);
    const sentAt = performance.now();
    const { body } = await connection.send(request);
    latencies[index] = performance.now() - sentAt;
    if (body !== reply) throw new Error(`Cannot measure a wrong reply: ${body} came instead of ${reply}.`);
  }
}
