import type { Express } from 'express';
import { IncomingMessage, ServerResponse } from '../engine/node-http.ts';

/**
 * Classes of requests and responses that have Express's prototypes from the start. Express gives each message its own
 * prototype anyway; swapped so late, it costs as much as all else that Express does (measured by bench/).
 */
export function messageClasses(app: Express) {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  app.request = Object.setPrototypeOf(AppRequest.prototype, app.request);
  app.response = Object.setPrototypeOf(AppResponse.prototype, app.response);
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse };
}
