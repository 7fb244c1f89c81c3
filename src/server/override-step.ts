import { exchangeOf } from '../kit/exchange.ts';
import { parseJson } from '../kit/protocols/json.ts';
import type { KeptReply, OverriddenRequest } from '../sessions/overrides/override.ts';
import { readReply } from '../sessions/overrides/read-reply.ts';
import { dropMaker, makerOf } from '../sessions/overrides/reply-makers.ts';
import { ToolkitError } from './toolkit-error.ts';
import type { Visit } from './visit.ts';

/** Answers a request with the reply that the session has for it, or lets its mode answer; loaded when there is any. */
export async function answerByOverride(visit: Visit, answerByMode: () => Promise<void>): Promise<void> {
  const { provider, head } = visit.target;
  const { operation, ...known } = await visit.know();
  const sent = await visit.readBody();
  if (operation === undefined || sent === 'too-large') return answerByMode();
  const request = overridden(head, sent);
  const met = await visit.inSession(({ overrides }) => overrides.meet(provider.name, operation, request.body));
  if (met === undefined) return answerByMode();
  const { status, headers, text, base64 } =
    'maker' in met.reply ? await madeBy(met.reply.maker, met.isLast, request) : met.reply;
  const bytes = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
  const reply = { status, headers, body: bytes ? `[${bytes.length} bytes]` : text };
  return visit.answer(
    () => exchangeOf({ provider, source: 'override', known: { ...known, operation }, head, body: sent, reply }),
    bytes,
  );
}

function overridden({ method, path, query, headers }: Visit['target']['head'], bytes: Buffer): OverriddenRequest {
  const parsed = parseJson(bytes);
  const body = parsed ? parsed.value : bytes.toString('utf8');
  return { method, path, query, headers, ...(bytes.length > 0 && { body }) };
}

async function madeBy(maker: string, isLast: boolean, request: OverriddenRequest): Promise<KeptReply> {
  const make = makerOf(maker);
  // Not in the step that counted the request, which may be done again.
  if (isLast) dropMaker(maker);
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
