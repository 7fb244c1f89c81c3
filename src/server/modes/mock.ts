import { mock } from '../../kit/pipeline.ts';
import type { Visit } from '../visit.ts';

/** Answers from the provider's mock. */
export async function answerFromMock(visit: Visit): Promise<void> {
  const { provider, head } = visit.target;
  visit.answer(await mock(provider, visit.world, head, () => visit.readBody()));
}
