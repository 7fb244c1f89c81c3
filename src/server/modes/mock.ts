import { mock as perform } from '../../kit/pipeline.ts';
import type { Visit } from '../visit.ts';
import type { AnsweringMode } from './answering-mode.ts';

/** Answers from the provider's mock. Anybody may ask it: nothing real stands behind it. */
export const mock: AnsweringMode = {
  guard: () => {},
  answer: answerFromMock,
};

/** For replays, too, that find no recording. */
export function answerFromMock(visit: Visit): Promise<void> {
  const { provider, head } = visit.target;
  return perform(provider, visit, head, () => visit.readBody());
}
