import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderName } from '../../mocks/catalogue.ts';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { startUnderstudy } from '../../src/index.ts';
import type { Reply } from '../../src/provider-tests/send.ts';
import { type Sent, sendTo } from '../../src/provider-tests/valid-calls.ts';
import { mocks, providers } from '../support/providers.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

/** A request, what came back when it was recorded, and what comes back when that is replayed. */
export interface Played {
  readonly sent: Sent;
  readonly recorded: Reply;
  readonly replayed: Reply;
}

/** A server whose four upstreams answer with what they are sent: the body, and the address in a header. */
export async function startEcho() {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-echo-'));
  const upstream = await startStandIn((response, { url, headers, body }) => {
    response.writeHead(200, { 'Content-Type': headers['content-type'] ?? 'text/plain', Location: url });
    response.end(body);
  });
  const complaints: string[] = [];
  // There are no real credentials here, which a recorder tells of.
  const isAboutThem = (message: string) => message.includes("the mock's own credential");
  const note = (message: string) => isAboutThem(message) || complaints.push(message);
  const understudy = await startUnderstudy({
    env: {},
    logger: { debug() {}, info() {}, warn: note, error: note },
    recordings: folder,
    upstreams: Object.fromEntries(providers.map(({ name }) => [name, upstream.url])),
  });
  return {
    understudy,
    /** Warnings and errors that the server logged. */
    complaints,
    /** Sends all in the mode `record`, and then again in the mode `replay`. */
    async play(name: ProviderName, all: readonly Sent[]): Promise<Played[]> {
      const { id, mode } = understudy.session();
      const sendAll = async () => {
        const replies: Reply[] = [];
        for (const sent of all) replies.push(await sendTo(understudy, id, mocks[name], sent));
        return replies;
      };
      mode(name, 'record');
      const recorded = await sendAll();
      mode(name, 'replay');
      const replayed = await sendAll();
      return all.flatMap((sent, index) => {
        const [one, other] = [recorded[index], replayed[index]];
        return one && other ? [{ sent, recorded: one, replayed: other }] : [];
      });
    },
    /** Everything that may be played. */
    stored: async () => (await readFolder(folder)).recordings,
    async [Symbol.asyncDispose]() {
      await understudy.close();
      await upstream[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

/** What did not come out of the recordings as it went in, told so that a person sees why. */
export function changedInReplay(played: readonly Played[]): string[] {
  return played.flatMap(({ sent, recorded, replayed }) => {
    const isPlayed = replayed.headers['x-understudy-source'] === 'recording';
    if (isPlayed && replayed.bytes.equals(recorded.bytes)) return [];
    return [
      `${JSON.stringify(sent).slice(0, 500)}: ${recorded.text.slice(0, 300)} became ${replayed.text.slice(0, 300)}`,
    ];
  });
}
