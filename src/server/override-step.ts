import { exchangeOf } from '../kit/exchange.ts';
import { parseJson } from '../kit/protocols/json.ts';
import type { KeptReply, OverriddenRequest, Override } from '../sessions/overrides/override.ts';
import { readReply } from '../sessions/overrides/read-reply.ts';
import { makerOf } from '../sessions/overrides/reply-makers.ts';
import { ToolkitError } from './toolkit-error.ts';
import type { Visit } from './visit.ts';

/** Answers a request with the reply that the session has for it, or lets its mode answer; loaded when there is any. */
export async function answerByOverride(visit: Visit, answerByMode: () => Promise<void>): Promise<void> {
  const { provider, head } = visit.target;
  const { operation, ...known } = await visit.know();
  const bytes = await visit.readBody();
  if (operation === undefined || bytes === 'too-large') return answerByMode();
  const request = overridden(head, bytes);
  const found = await visit.inSession(({ overrides }) => overrides.meet(provider.name, operation, request.body));
  if (found === undefined) return answerByMode();
  const { status, headers, text, base64 } = 'maker' in found ? await madeBy(found, request) : found;
  const exchange = (body: string | undefined) =>
    exchangeOf({
      provider,
      source: 'override',
      known: { ...known, operation },
      head,
      body: bytes,
      reply: { status, headers, body },
    });
  if (base64 === undefined) return visit.answer(() => exchange(text));
  const content = Buffer.from(base64, 'base64');
  await visit.note(exchange(`[${content.length} bytes]`));
  visit.response.writeHead(status, {
    ...headers,
    'Content-Length': content.length,
    'X-Understudy-Source': 'override',
  });
  visit.response.end(content);
}

function overridden({ method, path, query, headers }: Visit['target']['head'], bytes: Buffer): OverriddenRequest {
  const parsed = parseJson(bytes);
  const body = parsed ? parsed.value : bytes.toString('utf8');
  return { method, path, query, headers, ...(bytes.length > 0 && { body }) };
}

async function madeBy(
  { maker }: Extract<Override['reply'], { maker: string }>,
  request: OverriddenRequest,
): Promise<KeptReply> {
  const make = makerOf(maker);
  if (!make) {
    throw new ToolkitError(
      'override-failed',
      'Cannot answer: the function that makes this reply is in another process.',
    );
  }
  try {
    return readReply(await make(request));
  } catch (error) {
    const said = error instanceof Error ? error.message : 'it threw no error';
    throw new ToolkitError('override-failed', `Cannot answer by the function that overrides this operation: ${said}`, {
      cause: error,
    });
  }
}
