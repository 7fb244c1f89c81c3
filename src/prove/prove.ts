import { startUnderstudy } from '../app/understudy.ts';
import type { Provider } from '../kit/provider.ts';
import type { Logger } from '../logging/logger.ts';
import type { Plan } from './plan.ts';
import type { Made, ProgressFile } from './progress.ts';
import { Run } from './run.ts';
import type { SkippedExample, Trial } from './trial.ts';

/** How the real API is asked. */
export interface ProveSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly upstream: string;
  /** The recordings folder. */
  readonly recordings: string;
  readonly given: readonly Provider[];
  readonly logger: Logger;
  readonly progress: ProgressFile;
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
  /** Is told what came of each example. */
  tell(trial: Trial, status: number): void;
}

/** What came of a run. */
export interface Proven {
  readonly sent: number;
  /** What could not be begun at the real API. */
  readonly skipped: readonly SkippedExample[];
  /** Why it stopped before its end. */
  readonly stopped: string | undefined;
  /** What stays at the real API. */
  readonly stays: readonly Made[];
}

/** Sends what was planned to the real API, through the recorder, one after the other; removes what was made, where that is possible. */
export async function prove({ provider, trials }: Plan, settings: ProveSettings): Promise<Proven> {
  const { env, upstream, recordings, given, logger } = settings;
  await using server = await startUnderstudy<Provider>({
    providers: given,
    env,
    recordings,
    logger,
    modes: { [provider.name]: 'record' },
    upstreams: { [provider.name]: upstream },
  });
  const run = new Run(provider, `${server.url}/~prove/${provider.name}`, settings);
  const stopped = await run.all(trials);
  return {
    sent: run.sent,
    skipped: run.skipped,
    stopped,
    stays: await run.end(stopped === undefined ? trials : undefined),
  };
}
