import type { Reply } from '../load/read-reply.ts';
import { createRequest } from '../load/scripts.ts';
import { ask, type FirstCall } from '../servers/program.ts';
import type { Peer, Refusals } from './peer.ts';

/** A create that every server takes, for the first correct reply. */
export function firstCall(peer: Peer): FirstCall {
  return { request: createRequest(0, peer), accepts };
}

function wrongRequests({ noEmail, badEmail, unknownToken }: Refusals) {
  return [
    { what: 'an account without an email', variation: { email: null }, refused: noEmail },
    { what: 'an email that is none', variation: { email: 'nobody' }, refused: badEmail },
    { what: 'a token of nobody', variation: { token: 'of-nobody' }, refused: unknownToken },
  ];
}

/** Sees that a server takes and refuses what it is said to, and gives the body of its reply to a create. */
export async function probe(peer: Peer, url: string): Promise<string> {
  const reply = await ask(url, createRequest(1, peer));
  if (!reply || !accepts(reply)) throw new Error(`it does not take a valid create: ${printed(reply)}`);
  for (const { what, variation, refused } of wrongRequests(peer.refuses)) {
    const found = await ask(url, createRequest(2, { ...peer, ...variation }));
    if (!found) throw new Error(`it gives no reply to ${what}.`);
    if (accepts(found) === refused) throw new Error(`it ${refused ? 'takes' : 'refuses'} ${what}: ${printed(found)}`);
  }
  return reply.body;
}

/** Whether a create was accepted, whatever the layout of the JSON that says so. */
export function accepts({ status, body }: Reply): boolean {
  if (status < 200 || status > 299) return false;
  try {
    const { data, status: outcome } = JSON.parse(body);
    return outcome === 1 && data.count_to_process === 1;
  } catch {
    return false;
  }
}

function printed(reply: Reply | undefined): string {
  return reply ? `status ${reply.status}, ${reply.body.slice(0, 200)}` : 'no reply';
}
