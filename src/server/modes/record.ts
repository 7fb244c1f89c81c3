import type { AnsweringMode } from './answering-mode.ts';
import { forwardUpstream, guardForwarding } from './forward.ts';

/** Passes requests on to the real API, and keeps what it answers. */
export const record: AnsweringMode = {
  guard: guardForwarding,
  answer: async (visit, context) => forwardUpstream(visit, context, await context.recordings.recorder()),
};
