import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { missingVariables } from '../../proxy/upstream/credentials.ts';
import type { Provider } from '../kit/provider.ts';
import { printable } from '../logging/printable.ts';
import { startMockStage } from '../verify/mock-stage.ts';
import { startRealStage } from '../verify/real-stage.ts';
import { startReplayStage } from '../verify/replay-stage.ts';
import type { Stage, StageName } from '../verify/stage.ts';
import { readUpstreams } from './by-provider.ts';
import { recordingsFolder } from './configuration.ts';
import { readEnv } from './dot-env.ts';
import type { GivenProviders } from './given-providers.ts';
import { UsageError } from './usage-error.ts';

/** The flags that say what pacts are verified against, and how. */
export interface StageFlags {
  readonly against: StageName;
  readonly allowWrites?: boolean;
  readonly record?: boolean;
  readonly recordings?: string;
  readonly upstream: readonly string[];
}

/** Begins the stage that the flags name, for these providers. Throws a UsageError when it cannot be. */
export async function openStage(
  flags: StageFlags,
  played: GivenProviders,
  providers: readonly Provider[],
): Promise<Stage> {
  if (flags.against !== 'real') refuseFlagsOfReal(flags);
  if (flags.against === 'mock') return startMockStage(played.given);
  const report = onceEach((line) => process.stderr.write(`${printable(line)}\n`));
  return flags.against === 'real'
    ? openReal(flags, played, providers, report)
    : openReplay(flags, played, providers, report);
}

type Report = (line: string) => void;

/** An API that is away fails every call in the same words. */
function onceEach(report: Report): Report {
  const told = new Set<string>();
  return (line) => {
    if (!told.has(line)) report(line);
    told.add(line);
  };
}

/** Whoever gives them means the real APIs. */
function refuseFlagsOfReal({ record, upstream, against }: StageFlags): void {
  const given = record ? '--record' : upstream.length > 0 ? '--upstream' : undefined;
  if (given === undefined) return;
  throw new UsageError(`Cannot use ${given} with --against ${against}: no real API is asked. Add --against real.`);
}

async function openReal(
  flags: StageFlags,
  played: GivenProviders,
  providers: readonly Provider[],
  report: Report,
): Promise<Stage> {
  const { allowWrites, record, upstream } = flags;
  const recordings = recordingsFolder(flags.recordings, played.configuration);
  if (!allowWrites) {
    throw new UsageError(
      'Cannot verify against the real APIs: the calls create accounts there. Add --allow-writes if they may.',
    );
  }
  const env = readEnv();
  const missing = providers.map((provider) => ({ provider, variables: missingVariables(provider, env) }));
  const lines = missing
    .filter(({ variables }) => variables.length > 0)
    .map(({ provider: { title }, variables }) => {
      return `Cannot verify against the real API of ${title}: there are no credentials for it. Set ${variables.join(', ')} in the environment or in a file .env.`;
    });
  if (lines.length > 0) throw new UsageError(lines);
  const upstreams = readUpstreams(upstream, played.providers);
  try {
    return await startRealStage({
      given: played.given,
      providers,
      env,
      upstreams,
      recordings: record ? recordings : undefined,
      report,
    });
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

async function openReplay(
  flags: StageFlags,
  { given, configuration }: GivenProviders,
  providers: readonly Provider[],
  report: Report,
): Promise<Stage> {
  const recordings = recordingsFolder(flags.recordings, configuration);
  // A folder that is not there is told before anything is tried.
  await readFolder(recordings, providers[0]?.name ?? '').catch((error: Error) => {
    throw new UsageError(error.message, { cause: error });
  });
  return startReplayStage({ given, providers, recordings, report });
}
