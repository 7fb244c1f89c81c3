import type { Mode } from '../../sessions/mode.ts';
import type { ServerContext } from '../context.ts';
import type { Visit } from '../visit.ts';
import { replay } from './replay.ts';
import { forwardUpstream } from './upstream.ts';

/** Answers a request in one of the modes that are not the mock; loaded when one is set, as most servers only mock. */
export const otherModes: Readonly<
  Record<Exclude<Mode, 'mock'>, (visit: Visit, context: ServerContext) => Promise<void>>
> = {
  replay,
  async record(visit, context) {
    return forwardUpstream(visit, context, await context.recordings.recorder());
  },
  proxy: (visit, context) => forwardUpstream(visit, context),
};
