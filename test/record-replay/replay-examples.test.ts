import { expect, test } from 'vitest';
import { checkRecordings } from '../../proxy/upkeep/check-recordings.ts';
import { startUnderstudy } from '../../src/index.ts';
import { readExamples } from '../../src/kit/example.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { send } from '../../src/provider-tests/send.ts';
import { providers } from '../support/providers.ts';
import { recordings } from '../support/upstream-exchange.ts';
import '../../src/provider-tests/to-be-none.ts';

test.each(providers)(
  'each example of $name that needs no state replays as it was recorded, whatever is wrong with its request',
  async (provider) => {
    await using folder = await recordings();
    await using real = await startUnderstudy();
    const lines: string[] = [];
    const quiet = () => {};
    const logger = {
      debug: quiet,
      info: quiet,
      warn: (line: string) => lines.push(line),
      error: (line: string) => lines.push(line),
    };
    const upstreams = { [provider.name]: `${real.url}/${provider.name}` };
    await using server = await startUnderstudy({
      logger,
      recordings: folder.folder,
      upstreams,
      modes: { [provider.name]: 'record' },
    });
    const recorded = await answers(server, provider);
    await send(server, 'PUT', `/_understudy/providers/${provider.name}/mode`, { body: { mode: 'replay' } });
    const replayed = await answers(server, provider);
    expect(replayed).toEqual(recorded);
    expect(lines.filter((line) => !line.includes("the mock's own credential"))).toEqual([]);
    const { findings } = await checkRecordings({ folder: folder.folder, providers, credentials: [], secrets: [] });
    expect(findings).toBeNone('What is recorded of an example must pass `understudy recordings check`.');
  },
);

const drawn = /[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}/g;
/** A replay names its own base URL (test/record-replay/own-base-url.test.ts). */
const named = /http:\/\/127\.0\.0\.1:\d+\/sensorpro\//g;

/** What the examples' requests are answered, by file, with tokens and base URLs alike. */
async function answers(server: { readonly url: string }, provider: Provider): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [file, { given, request }] of readExamples(provider)) {
    if (given || request.repeat) continue;
    const { method, path, headers, text, body = '' } = request;
    const reply = await send(server, method, `/${provider.name}${path}`, {
      headers: { ...headers },
      body: text ?? body,
    });
    found[file] = `${reply.status} ${reply.text.replaceAll(drawn, '<id>').replaceAll(named, '<base URL>')}`;
  }
  return found;
}
