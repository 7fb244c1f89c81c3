import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from '../kit/protocols/node-http.ts';
import { type ToolkitErrorCode, toolkitErrors } from './toolkit-errors.ts';

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
    return toolkitErrors[this.code].status;
  }

  body(): string {
    return JSON.stringify({ error: { code: this.code, message: this.message } });
  }
}

/** Sends the error; nothing when the reply has begun or the client is gone. Throws nothing: it may be called by an event. */
export function sendToolkitError(response: ServerResponse, error: ToolkitError): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = error.body();
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Understudy-Error': error.code,
    ...error.headers,
  };
  try {
    // Words and length are said anew: of a head that it refused to write, Node keeps both.
    response.writeHead(error.status, STATUS_CODES[error.status] ?? '', headers).end(body);
  } catch {
    response.destroy();
  }
}
