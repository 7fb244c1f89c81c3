import type { Random } from '../../src/kit/world/random.ts';
import type { SensorproErrorMessage, SensorproResult } from '../../src/types/sensorpro.ts';

/** The part that every reply has (source: sensorpro-account, response outputs). */
export function result(random: Random, messages: SensorproErrorMessage[] = []): SensorproResult {
  return {
    RequestId: random.uuid(),
    ErrorMessages: messages,
    StatusMesssages: [],
    TotalStatusMessages: 0,
    TotalErrors: messages.length,
  };
}
