import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isJsonObject, parseJson } from '../kit/protocols/json.ts';
import { StateNotSetError } from '../kit/real-api.ts';
import type { StateValues } from '../kit/world/provider-state.ts';
import type { Assignment } from './assign-provider.ts';
import type { Pact } from './pact.ts';
import type { Stage } from './stage.ts';

/** Where a verifier sends its state changes, and what came of them. */
export interface StateServer {
  readonly url: string;
  /** Why the states of an interaction could not be set, by its index. */
  readonly reasons: ReadonlyMap<number, string>;
  /** The indexes of the interactions whose states were set, so that their requests were made, in that order. */
  readonly reached: readonly number[];
  /** Whether the verifier asked for what it was expected to ask for; else nothing is known of any interaction. */
  isInOrder(): boolean;
  close(): Promise<void>;
}

/**
 * Takes the state changes of one run of the verifier on a free port of the loopback. The verifier sends one for each state
 * of each interaction, in their order, and one for an interaction that needs none; the first sets up all states of its
 * interaction, and each is answered with all their values.
 */
export async function serveStates({ pact, provider }: Assignment, stage: Stage): Promise<StateServer> {
  const calls = expectedCalls(pact);
  const reasons = new Map<number, string>();
  const reached: number[] = [];
  const prepared = new Map<number, Promise<StateValues | undefined>>();
  const prepare = async (index: number): Promise<StateValues | undefined> => {
    const interaction = pact.interactions[index];
    if (!interaction) return undefined;
    try {
      const values = await stage.setUp({ pact, provider, interaction });
      reached.push(index);
      return values;
    } catch (error) {
      reasons.set(index, reasonOf(error));
      return undefined;
    }
  };
  let isInOrder = true;
  const answer = async (name: string): Promise<StateValues | undefined> => {
    const { index, state } = calls.shift() ?? {};
    isInOrder &&= state === name;
    if (index === undefined || !isInOrder) return undefined;
    const preparing = prepared.get(index) ?? prepare(index);
    prepared.set(index, preparing);
    return preparing;
  };
  // A page in a browser does not know the path, so it cannot take part.
  const path = `/${randomUUID()}`;
  const server = createServer(async (request, response) => {
    const name = nameIn(await buffer(request).catch(() => Buffer.alloc(0)));
    const values = request.url === path ? await answer(name) : undefined;
    // After a 5xx the verifier would ask again, and again.
    response.writeHead(values ? 200 : 422, { 'Content-Type': 'application/json' }).end(JSON.stringify(values ?? {}));
  });
  return {
    url: `${await listenOnLoopback(server)}${path}`,
    reasons,
    reached,
    isInOrder: () => isInOrder,
    close: () => closeAtOnce(server),
  };
}

/** The calls of one run of the verifier, each with the index of its interaction. */
function expectedCalls({ interactions }: Pact) {
  return interactions.flatMap(({ states }, index) => {
    const names = states.length === 0 ? [''] : states.map(({ name }) => name);
    return names.map((state) => ({ index, state }));
  });
}

function nameIn(body: Buffer): string {
  const sent = parseJson(body)?.value;
  return isJsonObject(sent) && typeof sent.state === 'string' ? sent.state : '';
}

function reasonOf(error: unknown): string {
  if (error instanceof StateNotSetError) return error.message;
  // Other messages may hold anything.
  return `The program made a mistake (${error instanceof Error ? error.name : 'unknown'}). Please report it.`;
}

async function listenOnLoopback(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

async function closeAtOnce(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
