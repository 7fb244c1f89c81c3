import { startUnderstudy, type Understudy } from '../app/understudy.ts';
import { exampleTime } from '../kit/example.ts';
import type { Provider } from '../kit/provider.ts';
import { oddHeads } from './hostile-requests.ts';
import { arrange, sendTo, storedState, validCalls } from './valid-calls.ts';

const sessions = ['one', 'two', 'three', 'four', 'five'];

/** What each session sees when they are all at once on one server. */
export async function playTogether(provider: Provider): Promise<string[][]> {
  await using understudy = await startUnderstudy({ providers: [provider] });
  return await Promise.all(sessions.map((id, index) => play(understudy, provider, id, index)));
}

/** What each session sees on a server of its own. */
export async function playAlone(provider: Provider): Promise<string[][]> {
  const seen: string[][] = [];
  for (const [index, id] of sessions.entries()) {
    await using understudy = await startUnderstudy({ providers: [provider] });
    seen.push(await play(understudy, provider, id, index));
  }
  return seen;
}

/** Valid and odd calls of a session in turn; other sessions make others of them. */
async function play(
  understudy: Understudy<Provider>,
  provider: Provider,
  id: string,
  index: number,
): Promise<string[]> {
  // Times in replies are those of the session's clock.
  understudy.session(id).clock.set(exampleTime);
  const calls = validCalls(provider);
  await arrange(understudy, id, provider, calls.find(({ given }) => given)?.given);
  const seen: string[] = [];
  for (const [at, call] of [...calls, ...calls, ...calls].entries()) {
    const { method, path, headers, body } = call;
    const odd = at % 2 === index % 2 ? oddHeads(call)[at + index]?.[1] : {};
    // Replies may quote the Host that was called, so that it must be the same on every server.
    const sent = {
      method,
      path,
      body: body(at + index),
      ...odd,
      headers: { ...headers, ...odd?.headers, host: 'understudy.test' },
    };
    const reply = await sendTo(understudy, id, provider, sent);
    seen.push(`${reply.status} ${reply.headers['content-type']} ${reply.headers['x-understudy-rule']} ${reply.text}`);
  }
  return [...seen, await storedState(understudy, id, provider)];
}
