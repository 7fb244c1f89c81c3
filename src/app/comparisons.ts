import type { Credential } from '../secrets/credential.ts';
import type { Comparison, ComparisonAccess } from '../server/context.ts';
import type { Config } from './config.ts';
import { ownSecrets } from './server-secrets.ts';

/** What compares real APIs with mocks; made, and its code loaded, when somebody needs it. */
export class Comparisons implements ComparisonAccess {
  readonly #config: Config;
  readonly #credentials: readonly Credential[];
  readonly #underWay = new Map<string, Set<Promise<void>>>();
  #comparison: Promise<Comparison> | undefined;

  constructor(config: Config, credentials: readonly Credential[]) {
    this.#config = config;
    this.#credentials = credentials;
  }

  comparison(): Promise<Comparison> {
    this.#comparison ??= this.#make();
    return this.#comparison;
  }

  async underWay(sessionId: string, noting: Promise<void>): Promise<void> {
    const known = this.#underWay.get(sessionId) ?? new Set();
    this.#underWay.set(sessionId, known.add(noting));
    try {
      await noting;
    } finally {
      known.delete(noting);
      if (known.size === 0) this.#underWay.delete(sessionId);
    }
  }

  async settled(sessionId: string): Promise<void> {
    await Promise.allSettled(this.#underWay.get(sessionId) ?? []);
  }

  async #make(): Promise<Comparison> {
    const [{ LiveComparison, notJudged }, { RedactedExchanges }, { captureLimits: limits }] = await Promise.all([
      import('../evidence/live-comparison.ts'),
      import('../../proxy/recording/redacted-exchanges.ts'),
      import('../../proxy/recording/recorder.ts'),
    ]);
    const redacted = new RedactedExchanges({ credentials: this.#credentials, secrets: ownSecrets(this.#config) });
    const live = new LiveComparison();
    return {
      limits,
      compare: async (exchange, session) => {
        try {
          const recording = redacted.recordingOf(exchange);
          if ('reason' in recording) return notJudged(recording.reason);
          return await live.compare(exchange.provider, recording, session);
        } catch (error) {
          // The client has its reply, whatever a mock makes of the request.
          const stack = error instanceof Error ? error.stack : String(error);
          this.#config.logger.error('internal error', { stack });
          return notJudged('the mock made a mistake, which the log tells');
        }
      },
    };
  }
}
