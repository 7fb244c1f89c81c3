import type { IncomingMessage, ServerResponse } from 'node:http';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { inSession } from '../../sessions/in-session.ts';
import type { ServerContext } from '../context.ts';
import { guardAdmin } from '../guard.ts';
import type { Target } from '../target.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall, AdminRequest } from './call.ts';
import { calls } from './calls.ts';
import { readJson } from './read-json.ts';
import { unknownCall, wrongMethod } from './unknown-call.ts';

export type AdminTarget = Extract<Target, { kind: 'admin' }>;

/** Answers a request to the admin API. What goes wrong is handed on. */
export type AdminApi = (
  request: IncomingMessage,
  response: ServerResponse,
  target: AdminTarget,
  failed: (error: unknown) => void,
) => void;

/**
 * The admin API on Express: who may call, then each path with its calls, of which the table is data; what is unknown is told.
 * Pages and streams of events are further handlers of the same app. Requests to providers never come here: a router costs them
 * an eighth of their time.
 */
export function createAdminApi(context: ServerContext): AdminApi {
  const targets = new WeakMap<Request, AdminTarget>();
  const app = plainExpress();
  app.use((request, _response, next) => {
    const { headers, rawHeaders, socket, originalUrl } = request;
    guardAdmin({ headers, rawHeaders, socket, url: originalUrl }, context.config);
    next();
  });
  for (const [path, atPath] of Map.groupBy(calls, (call) => call.path)) {
    app.all(
      path,
      dispatch(atPath, async (call, request, response) => {
        const target = targets.get(request);
        if (!target) throw new Error('Cannot answer a call of the admin API without its target.');
        await send(response, await call.handle(await adminRequest(context, request, response, target)));
      }),
    );
  }
  app.use((request) => {
    throw unknownCall(request.method, request.path, calls);
  });
  app.use(tellError);
  return (request, response, target, failed) => {
    const url = target.path + (target.query === '' ? '' : `?${target.query}`);
    const asked = Object.assign(request, { originalUrl: request.url, url }) as Request;
    targets.set(asked, target);
    app(asked, response as Response, failed);
  };
}

/** Without what Express adds by itself: a header that names it, tags of bodies, parsed queries. */
function plainExpress(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  return app;
}

function dispatch(
  atPath: readonly AdminCall[],
  answer: (call: AdminCall, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return (request, response) => {
    const call = atPath.find(({ method }) => method === request.method);
    if (!call) throw wrongMethod(request.method, atPath);
    return answer(call, request, response);
  };
}

async function adminRequest(
  context: ServerContext,
  request: Request,
  response: Response,
  { sessionId, isSessionNamed, query, serverUrl }: AdminTarget,
): Promise<AdminRequest> {
  return {
    context,
    params: request.params as AdminRequest['params'],
    sessionId,
    inSession: (work) => inSession(context.store, sessionId, work),
    isSessionNamed,
    query: new URLSearchParams(query),
    body: await readJson(request),
    serverUrl,
    untilGone: () => untilGone(response, context.stopping),
  };
}

/** Aborted when the client goes away, or the server stops. */
function untilGone(response: ServerResponse, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, stopping]);
}

function send(response: ServerResponse, answer: unknown): void {
  const text = JSON.stringify(answer);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** A path that is no valid percent-encoding is one that there is not. */
const tellError: ErrorRequestHandler = (error: unknown, request, _response, next) => {
  const isOurs = error instanceof ToolkitError;
  const isNoPath = !isOurs && (error instanceof URIError || Object(error).status === 400);
  next(isNoPath ? unknownCall(request.method, request.path, calls) : error);
};
