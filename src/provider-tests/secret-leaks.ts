import { randomUUID } from 'node:crypto';
import { startUnderstudy } from '../app/understudy.ts';
import type { Provider } from '../kit/provider.ts';
import { canaries, percentEncoded } from './canaries.ts';
import type { Planting } from './planting.ts';
import { send } from './send.ts';
import { arrange, sendTo, storedState, type ValidCall } from './valid-calls.ts';

/** All ways to spell a text that a reader would see through, also as a part of a longer one. */
export function spellings(text: string): string[] {
  const shifted = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64'));
  const inside = shifted.map((each) => each.slice(4, -4)).filter((each) => each.length > 6);
  return [text, text.toUpperCase(), percentEncoded(text), ...inside];
}

/** The texts in which a secret can be read. */
export function readableIn(core: string, texts: readonly string[]): string[] {
  return spellings(core).flatMap((spelling) => texts.filter((text) => text.includes(spelling)));
}

/** A server of which everything is kept that it logs. */
export interface Overheard extends AsyncDisposable {
  readonly url: string;
  readonly logged: string[];
}

/** Starts a server that plays a provider, and listens to its log. */
export async function startOverheard(provider: Provider): Promise<Overheard> {
  const logged: string[] = [];
  const note = (...said: unknown[]) => logged.push(JSON.stringify(said));
  const logger = { debug: note, info: note, warn: note, error: note };
  const understudy = await startUnderstudy({ providers: [provider], logger });
  return { url: understudy.url, logged, [Symbol.asyncDispose]: () => understudy.close() };
}

/** Sends a call with a secret in it, and gives what shows it: the reply, the journal, what is stored, a line of the log. */
export async function leaks(
  server: Overheard,
  provider: Provider,
  call: ValidCall,
  { canary, plant, isQuoted }: Planting,
): Promise<string[]> {
  const { core, secret } = canaries[canary]();
  const planted = plant(call, secret, provider);
  if (!planted) return [];
  server.logged.length = 0;
  const id = randomUUID();
  await arrange(server, id, provider, call.given);
  const { method, path, headers } = call;
  const reply = await sendTo(server, id, provider, { method, path, headers, body: call.body(1), ...planted });
  const journal = await send(server, 'GET', `/~${id}/_understudy/requests`);
  if (Object(journal.json()).requests.length !== 1) return [`the journal has not noted one request: ${journal.text}`];
  const told = isQuoted ? [] : [JSON.stringify(reply.headers), reply.text];
  return readableIn(core, [...told, journal.text, await storedState(server, id, provider), ...server.logged]);
}
