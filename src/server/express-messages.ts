import type { IncomingMessage as Incoming } from 'node:http';
import type { Express } from 'express';
import { IncomingMessage, ServerResponse } from '../engine/node-http.ts';

/** What `createServer` of node:http takes as the classes of its messages. */
export interface MessageClasses {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
}

/**
 * Classes of requests and responses that have Express's prototypes from the start. Express gives each message its own
 * prototype anyway; swapped so late, it costs as much as all else that Express does (measured by bench/).
 */
export function messageClasses(app: Express): MessageClasses {
  class AppRequest extends IncomingMessage {}
  class AppResponse<Request extends Incoming> extends ServerResponse<Request> {}
  app.request = Object.setPrototypeOf(AppRequest.prototype, app.request);
  app.response = Object.setPrototypeOf(AppResponse.prototype, app.response);
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse };
}
