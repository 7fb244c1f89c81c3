import type { ServerResponse } from 'node:http';

/** Every error that the toolkit itself answers, with its status. Provider's errors are the providers' own. */
export const toolkitErrors = {
  'bad-request': 400,
  'invalid-session': 400,
  'conflicting-sessions': 400,
  'invalid-json': 400,
  'invalid-query': 400,
  'invalid-clock': 400,
  'invalid-state': 400,
  'admin-token-missing': 401,
  'foreign-host': 403,
  'foreign-origin': 403,
  'unknown-provider': 404,
  'unknown-call': 404,
  'unknown-schema': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'body-too-large': 413,
  'headers-too-large': 431,
  'internal-error': 500,
} as const;

export type ToolkitErrorCode = keyof typeof toolkitErrors;

/** A request that the toolkit itself refuses. The message says what was found and what to do. */
export class ToolkitError extends Error {
  readonly code: ToolkitErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ToolkitErrorCode,
    message: string,
    options: ErrorOptions & { headers?: Record<string, string> } = {},
  ) {
    super(message, options);
    this.name = 'ToolkitError';
    this.code = code;
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return toolkitErrors[this.code];
  }

  body(): string {
    return JSON.stringify({ error: { code: this.code, message: this.message } });
  }
}

/** Sends the error; nothing when the reply has begun or the client is gone. */
export function sendToolkitError(response: ServerResponse, error: ToolkitError): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Understudy-Error': error.code,
    ...error.headers,
  };
  response.writeHead(error.status, headers).end(error.body());
}
