import type { IncomingMessage } from 'node:http';
import { parseJson } from '../../kit/protocols/json.ts';
import { readBody } from '../body.ts';
import { ToolkitError } from '../toolkit-error.ts';

/** A state may hold many accounts, so the admin API takes larger bodies than a provider, in bytes. */
const maxAdminBody = 32 * 1_048_576;

/**
 * The JSON of a request's body; nothing when none was sent. It is read whatever its type says, since clients that send JSON by
 * hand forget it. Throws a ToolkitError.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, maxAdminBody);
  if (body === 'too-large') {
    throw new ToolkitError(
      'body-too-large',
      `Cannot read the body: it is over ${maxAdminBody} bytes. Send less at once.`,
    );
  }
  if (body !== 'unreadable' && body.length === 0) return undefined;
  const parsed = body === 'unreadable' ? undefined : parseJson(body);
  if (parsed) return parsed.value;
  throw new ToolkitError(
    'invalid-json',
    'Cannot read the body: it is no JSON, or nested too deeply. Send JSON such as {"advance": 60}.',
  );
}
