import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Provider } from '../kit/provider.ts';
import { oldNodeMessage } from '../node-version.ts';
import type { Observer } from '../server/context.ts';
import type { InProcess } from '../server/in-process.ts';
import { mounted } from '../server/mounted.ts';
import type { Options } from './config.ts';
import { serve } from './serve.ts';
import { createSessionHandle, type SessionHandle } from './session-handle.ts';

/** A running server. `Given` are the providers that it was given beside those in the box. */
export interface Understudy<Given extends Provider = never> extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, without a last slash. */
  readonly url: string;
  readonly port: number;
  /**
   * A session of its own: state, journal and clock that no other one sees. Without an id it gets a new one; ids are 1 to
   * 64 letters, digits, `.`, `_` and `-`.
   */
  session(id?: string): SessionHandle<Given>;
  /**
   * The whole server as a handler of requests, to be mounted in an app of Express, Connect or `node:http` under any path:
   * `app.use('/mocks', understudy.handler)`, before parsers of bodies. Sessions are those of this server.
   */
  readonly handler: RequestListener;
  /**
   * Answers a request of the Fetch API in this process, without a port. Its URL is an address of this server, or one of a
   * provider's own hosts, such as `https://api.leeloo.ai/...`. Rejects as fetch does, with a TypeError when the connection
   * breaks (as faults make it), with the reason of its signal when that is aborted. Redirects are not followed.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** Ends requests under way and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a server that plays all providers, on a free port of the loopback unless told otherwise. Rejects with a
 * RangeError or TypeError when an option cannot be used, with a StateFileError when the state file cannot be, with Node's
 * error when the port is taken.
 */
export function startUnderstudy<Given extends Provider = never>(
  options: Options<Given> = {},
): Promise<Understudy<Given>> {
  return startObserved(options);
}

/** The same, and tells an observer of every exchange. */
export async function startObserved<Given extends Provider = never>(
  options: Options<Given>,
  observer?: Observer,
): Promise<Understudy<Given>> {
  const tooOld = oldNodeMessage(process.versions.node);
  if (tooOld) throw new Error(tooOld);
  const served = await serve(options, observer);
  const { url, port, app } = served;
  let direct: Promise<InProcess> | undefined;
  const close = async () => {
    await served.close();
    (await direct)?.close();
  };
  return {
    url,
    port,
    handler: mounted(app),
    fetch: async (input, init) => {
      const request = new Request(typeof input === 'string' ? new URL(input, url) : input, init);
      // Loaded when somebody asks: most tests call by the network.
      direct ??= import('../server/in-process.ts').then(({ inProcess }) => inProcess(app));
      return (await direct).fetch(request);
    },
    // Which names have which credentials and states, TypeScript does not follow through the catalogue.
    session: (id = randomUUID()) => createSessionHandle(id, served) as SessionHandle<Given>,
    close,
    [Symbol.asyncDispose]: close,
  };
}
