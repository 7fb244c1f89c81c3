import type { Config } from '../config.ts';
import type { Provider } from '../engine/provider.ts';
import type { Sessions } from '../engine/sessions.ts';

/** What the server is made of; the composition root fills it. */
export interface ServerContext {
  readonly config: Config;
  readonly providers: readonly Provider[];
  readonly sessions: Sessions;
  /** The package's version. */
  readonly version: string;
  /** Aborted when the server begins to stop. */
  readonly stopping: AbortSignal;
  /** Makes a provider's OpenAPI description, for a server at this URL. */
  describe(provider: Provider, serverUrl: string): Promise<object>;
}
