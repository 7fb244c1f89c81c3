import { expect } from 'vitest';
import type { Provider } from '../kit/provider.ts';
import type { Watched } from './probe.ts';
import { arrange, sendTo, storedState, type ValidCall } from './valid-calls.ts';

/**
 * Makes a call, and puts what the session shows afterwards into a fresh session, which draws the same ids from its beginning:
 * there it is shown again, and a further call must not draw what is stored.
 */
export async function putBack(
  { understudy, complaints }: Pick<Watched, 'complaints'> & { readonly understudy: Server },
  provider: Provider,
  { method, path, headers, given, body }: ValidCall,
): Promise<void> {
  complaints.length = 0;
  const [first, second] = [understudy.session().id, understudy.session().id];
  await arrange(understudy, first, provider, given);
  await sendTo(understudy, first, provider, { method, path, headers, body: body(1) });
  const shown = await storedState(understudy, first, provider);
  await arrange(understudy, second, provider, JSON.parse(shown));
  expect(await storedState(understudy, second, provider), 'A state that was put is shown otherwise.').toBe(shown);
  const { status } = await sendTo(understudy, second, provider, { method, path, headers, body: body(2) });
  expect(status, 'An id, a key or a token was drawn that is stored already: use drawUnused.').not.toBe(500);
  expect(complaints).toBeNone('The server logged a mistake: look at the stack.');
}

type Server = Parameters<typeof sendTo>[0] & { session(): { readonly id: string } };
