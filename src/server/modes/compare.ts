import type { ServerContext } from '../context.ts';
import type { Visit } from '../visit.ts';
import type { AnsweringMode } from './answering-mode.ts';
import { forwardUpstream, guardForwarding } from './forward.ts';

/** Passes requests on to the real API, and asks the mock the same once the client has its reply. */
export const compare: AnsweringMode = {
  guard: guardForwarding,
  answer: compareWithMock,
};

async function compareWithMock(visit: Visit, context: ServerContext): Promise<void> {
  const { comparisons, recordings, config } = context;
  const comparison = await comparisons.comparison();
  const recorder = config.record ? await recordings.recorder() : undefined;
  // As it is before the real API answers: what a reset takes away meanwhile is not compared.
  const world = await visit.inWorld((each) => each);
  await forwardUpstream(visit, context, {
    limits: comparison.limits,
    record: (exchange) => recorder?.record(exchange),
    compare: (exchange) => comparison.compare(exchange, { inSession: (work) => visit.inSession(work), world }),
  });
}
