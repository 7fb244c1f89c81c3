import type { IncomingMessage } from 'node:http';
import type { ServerContext } from '../context.ts';
import type { ProviderTarget, Visit } from '../visit.ts';

/** One way to answer requests to providers: there is a file for each in this folder, and a line in `registry.ts`. */
export interface AnsweringMode {
  /** Lets nobody through who must not be answered in this mode. Throws a ToolkitError; comes before any fault. */
  guard(request: IncomingMessage, target: ProviderTarget, context: ServerContext): void;
  /** Answers the request, and has the visit note it. Rejects with a ToolkitError. */
  answer(visit: Visit, context: ServerContext): Promise<void>;
}
