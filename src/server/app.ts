import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { StateFullError } from '../kit/world/state-space.ts';
import type { Logger } from '../logging/logger.ts';
import { StateNotKeptError } from '../sessions/state-keeper.ts';
import type { AdminApi } from './admin/router.ts';
import { ClientGoneError } from './body.ts';
import type { ServerContext } from './context.ts';
import type { TellRefusal } from './listen.ts';
import { providerRoute } from './provider-route.ts';
import { findTarget } from './target.ts';
import { sendToolkitError, ToolkitError } from './toolkit-error.ts';
import { Turns } from './turns.ts';

/** What an error says of a request. */
type Asked = Parameters<TellRefusal>[1];

/** Builds the server's app, which answers requests to providers and to the admin API; it does not listen. */
export function createApp(context: ServerContext): RequestListener {
  const { providers } = context;
  const answerProvider = providerRoute(context);
  const turns = new Turns();
  // Loaded when somebody asks: the server is there sooner.
  let adminApi: Promise<AdminApi> | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!response.socket) await turns.of(request, response);
    const target = findTarget(request, providers.identities);
    if (target.kind === 'provider') {
      return await answerProvider(request, response, { ...target, provider: providers.mock(target.provider) });
    }
    adminApi ??= import('./admin/router.ts').then(({ createAdminApi }) => createAdminApi(context));
    // The router changes the address.
    const asked = { method: request.method, url: request.url };
    (await adminApi)(request, response, target, (error) => answerError(error, asked, response, context));
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => answerError(error, request, response, context));
  };
}

/** Tells a log of refusals; loaded with the first one. */
export function tell(logger: Logger): TellRefusal {
  return (refusal, request) => {
    // A logger that fails must not end the process.
    import('./refusals.ts').then(({ tellRefusal }) => tellRefusal(logger, refusal, request)).catch(() => undefined);
  };
}

/** Nobody catches what is thrown here, so it would end the process. */
function answerError(error: unknown, request: Asked, response: ServerResponse, context: ServerContext): void {
  if (error instanceof ClientGoneError) return;
  try {
    const refusal = toolkitErrorOf(error, request, context);
    sendToolkitError(response, refusal);
    tell(context.config.logger)(refusal, request);
  } catch {
    // The logger failed.
    response.destroy();
  }
}

function toolkitErrorOf(error: unknown, request: Asked, context: ServerContext): ToolkitError {
  if (error instanceof ToolkitError) return error;
  if (error instanceof StateNotKeptError) return new ToolkitError('state-not-kept', error.message, { cause: error });
  if (error instanceof StateFullError) return new ToolkitError('state-full', error.message, { cause: error });
  return internalError(error, request, context);
}

/** A mistake of ours: the client learns that it is one, the log learns where. */
function internalError(error: unknown, { method }: Asked, { config }: ServerContext): ToolkitError {
  config.logger.error('internal error', {
    stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new ToolkitError(
    'internal-error',
    `Cannot answer this ${method} request: the server itself made a mistake. Please report it.`,
    {
      cause: error,
    },
  );
}
