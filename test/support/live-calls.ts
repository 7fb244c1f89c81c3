import type { Options } from '../../src/app/config.ts';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import type { SessionDrift } from '../../src/evidence/session-drift.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { send } from '../../src/provider-tests/send.ts';
import { type Plant, type PlayedCall, RecordedApi } from './recorded-calls.ts';
import { startStandIn } from './upstream-stand-in.ts';

/** A server that compares an API, which is played and drifts as told, with its mock while it passes calls on. */
export interface ComparedApi extends AsyncDisposable {
  readonly understudy: Understudy;
  /** Calls the API through the server; gives the body of its reply. */
  call(call: PlayedCall): Promise<unknown>;
  /** What the server tells of its drift. */
  drift(): Promise<SessionDrift>;
}

/** Starts the API and the server in front of it. */
export async function compareApi(
  provider: Provider,
  settings: { state?: JsonObject; plant?: Plant },
  options: Omit<Options, 'modes' | 'upstreams'> = {},
): Promise<ComparedApi> {
  const api = new RecordedApi(provider, settings);
  let current: PlayedCall | undefined;
  const upstream = await startStandIn(async (response, { method, url, headers, body }) => {
    if (!current) throw new Error('Nobody calls.');
    const [path = '', query = ''] = url.split('?', 2);
    const { status, body: text } = await api.answer({ method, path, query, headers: textsOf(headers), body }, current);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  const { name } = provider;
  const understudy = await startUnderstudy({
    ...options,
    modes: { [name]: 'compare' },
    upstreams: { [name]: upstream.url },
  });
  return {
    understudy,
    call: async (call) => {
      current = call;
      const { body } = call;
      const { text } = await send(understudy, call.method, `/${name}${call.path}`, {
        headers: { 'content-type': 'application/json', ...call.headers },
        ...(body !== undefined && { body }),
      });
      return text === '' ? undefined : JSON.parse(text);
    },
    drift: async () => (await send(understudy, 'GET', '/_understudy/drift')).json() as SessionDrift,
    [Symbol.asyncDispose]: async () => {
      await understudy.close();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

function textsOf(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
