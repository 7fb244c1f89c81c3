import { readStateValues, type StatesOf, StateValuesError } from '../../proxy/recording/state-values.ts';
import type { Provider } from '../kit/provider.ts';
import { StateNotSetError } from '../kit/real-api.ts';
import { silentLogger } from '../logging/logger.ts';
import type { Stage, Wanted } from './stage.ts';
import { startStageServer } from './stage-server.ts';

/** What is replayed. */
export interface ReplaySettings {
  /** Providers to play beside those in the box. */
  readonly given?: readonly Provider[];
  /** Those that the pacts are about. */
  readonly providers: readonly Provider[];
  /** The folder. */
  readonly recordings: string;
  /** Takes a line about a recording that cannot be loaded. */
  report(line: string): void;
}

/** Starts a server that answers from recordings: a stage that can set the states whose values were kept with them. */
export async function startReplayStage({ given = [], providers, recordings, report }: ReplaySettings): Promise<Stage> {
  const { setUpMock: _mock, ...server } = await startStageServer({
    providers: given,
    modes: Object.fromEntries(providers.map(({ name }) => [name, 'replay'])),
    recordings,
    env: {},
    logger: { ...silentLogger, warn: report },
  });
  return {
    ...server,
    problemOf: async (wanted) => (await server.problemOf(wanted)) ?? (await fileProblem(recordings, wanted)),
    setUp: async (wanted) => {
      if (wanted.interaction.states.length === 0) return {};
      const values = await readStateValues(recordings, keyOf(wanted));
      if (values) return values;
      throw new StateNotSetError(
        `No values of its states are kept in ${recordings}. Record them with --against real --record.`,
      );
    },
  };
}

async function fileProblem(folder: string, wanted: Wanted): Promise<string | undefined> {
  try {
    await readStateValues(folder, keyOf(wanted));
    return undefined;
  } catch (error) {
    if (error instanceof StateValuesError) return error.message;
    throw error;
  }
}

function keyOf({ pact, provider, interaction: { description, states } }: Wanted): StatesOf {
  return { provider: provider.name, consumer: pact.consumer, description, states };
}
