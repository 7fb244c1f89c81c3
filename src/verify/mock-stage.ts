import type { Provider } from '../kit/provider.ts';
import { StateNotSetError } from '../kit/real-api.ts';
import type { Stage } from './stage.ts';
import { startStageServer } from './stage-server.ts';

/**
 * Starts the mocks on a free port of the loopback, for one run: a stage on which every state can be set.
 *
 * @param given Providers to play beside those in the box.
 */
export async function startMockStage(given: readonly Provider[] = []): Promise<Stage> {
  const { setUpMock, ...server } = await startStageServer({ providers: given, env: {} });
  return {
    ...server,
    setUp: async ({ interaction }) => {
      const values = await setUpMock(interaction.states);
      if (typeof values === 'string') throw new StateNotSetError(values);
      return values;
    },
  };
}
