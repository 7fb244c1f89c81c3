import { StateNotSetError } from '../kit/real-api.ts';
import type { Stage } from './stage.ts';
import { startStageServer } from './stage-server.ts';

/** Starts the mocks on a free port of the loopback, for one run: a stage on which every state can be set. */
export async function startMockStage(): Promise<Stage> {
  const { setUpMock, ...server } = await startStageServer({ env: {} });
  return {
    ...server,
    setUp: async ({ interaction }) => {
      const values = await setUpMock(interaction.states);
      if (typeof values === 'string') throw new StateNotSetError(values);
      return values;
    },
  };
}
