import type { AnsweringMode } from './answering-mode.ts';
import { forwardUpstream, guardForwarding } from './forward.ts';

/** Passes requests on to the real API. */
export const proxy: AnsweringMode = {
  guard: guardForwarding,
  answer: (visit, context) => forwardUpstream(visit, context),
};
