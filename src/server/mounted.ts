import type { RequestListener } from 'node:http';
import { sendToolkitError, ToolkitError } from './toolkit-error.ts';

/**
 * The app as a handler in somebody else's server, of Express, Connect or `node:http`, under any path. All below the path is
 * answered here, what is unknown too, so nothing is handed on.
 */
export function mounted(app: RequestListener): RequestListener {
  return (request, response) => {
    // A parser that stands before it has taken the body away, and only it knows what that was.
    if (request.readableDidRead) sendToolkitError(response, bodyRead(request.method));
    else app(request, response);
  };
}

function bodyRead(method = 'GET'): ToolkitError {
  return new ToolkitError(
    'body-read',
    `Cannot answer this ${method} request: its body was read before it came here. Mount the handler before parsers of bodies: app.use('/mocks', understudy.handler), then app.use(express.json()).`,
  );
}
