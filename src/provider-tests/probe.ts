import { expect } from 'vitest';
import { startUnderstudy, type Understudy } from '../app/understudy.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import { expectOwnReply, isRefusal } from './provider-replies.ts';
import type { Reply } from './send.ts';
import { arrange, type Sent, sendTo, storedState, type ValidCall } from './valid-calls.ts';

/** A server that is watched: what its log complains of. */
export interface Watched<Given extends Provider = never> extends AsyncDisposable {
  readonly understudy: Understudy<Given>;
  readonly complaints: string[];
}

/** Starts a server and notes every warning and error that it logs. @param providers To play beside those in the box. */
export async function startWatched<Given extends Provider = never>(
  providers: readonly Given[] = [],
): Promise<Watched<Given>> {
  const complaints: string[] = [];
  const note = (message: string, details?: object) => complaints.push(`${message} ${JSON.stringify(details)}`);
  const understudy = await startUnderstudy({ providers, logger: { debug() {}, info() {}, warn: note, error: note } });
  return { understudy, complaints, [Symbol.asyncDispose]: () => understudy.close() };
}

/** What a probe needs of a watched server. */
interface Probed extends Pick<Watched, 'complaints'> {
  readonly understudy: { readonly url: string; session(): { readonly id: string; requests(): JournalEntry[] } };
}

/** What came of a request in a session of its own. */
export interface Outcome {
  readonly reply: Reply;
  /** None when the request was not taken for a call of one. */
  readonly operation: Operation | undefined;
  readonly isRefused: boolean;
  readonly entry: JournalEntry | undefined;
  /** What the session has stored afterwards. */
  readonly stored: string;
}

/**
 * Sends a request to a provider in a session of its own, and expects what holds for every request: the reply is the
 * provider's own, a refused one leaves nothing behind, and the log has nothing to complain of.
 */
export async function probe(
  { understudy, complaints }: Probed,
  provider: Provider,
  sent: Sent,
  given?: ValidCall['given'],
): Promise<Outcome> {
  complaints.length = 0;
  const { id, requests } = understudy.session();
  await arrange(understudy, id, provider, given);
  const before = await storedState(understudy, id, provider);
  const reply = await sendTo(understudy, id, provider, sent);
  const stored = await storedState(understudy, id, provider);
  const [entry] = requests();
  const operation = provider.operations.find(({ name }) => name === entry?.operation);
  expectOwnReply(provider, operation, reply);
  const isRefused = isRefusal(provider, operation, reply);
  if (isRefused) expect(stored, 'A refused request left something behind.').toBe(before);
  expect(complaints).toBeNone('The server logged a mistake: look at the stack.');
  return { reply, operation, isRefused, entry, stored };
}
