import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { StateFullError } from '../kit/world/state-space.ts';
import { StateNotKeptError } from '../sessions/state-keeper.ts';
import type { AdminApi } from './admin/router.ts';
import { ClientGoneError } from './body.ts';
import type { ServerContext } from './context.ts';
import { providerRoute } from './provider-route.ts';
import { findTarget } from './target.ts';
import { sendToolkitError, ToolkitError } from './toolkit-error.ts';
import { Turns } from './turns.ts';

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
    (await adminApi)(request, response, target, (error) => answerError(error, request, response, context));
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => answerError(error, request, response, context));
  };
}

/** Nobody catches what is thrown here, so it would end the process. */
function answerError(error: unknown, request: IncomingMessage, response: ServerResponse, context: ServerContext): void {
  if (error instanceof ClientGoneError) return;
  try {
    sendToolkitError(response, toolkitErrorOf(error, request, context));
  } catch {
    // The logger failed.
    response.destroy();
  }
}

function toolkitErrorOf(error: unknown, request: IncomingMessage, context: ServerContext): ToolkitError {
  if (error instanceof ToolkitError) return error;
  if (error instanceof StateNotKeptError) return new ToolkitError('state-not-kept', error.message, { cause: error });
  if (error instanceof StateFullError) return new ToolkitError('state-full', error.message, { cause: error });
  return internalError(error, request, context);
}

/** A mistake of ours: the client learns that it is one, the log learns where. */
function internalError(error: unknown, { method }: IncomingMessage, { config }: ServerContext): ToolkitError {
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
