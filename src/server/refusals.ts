import { exchangeOf } from '../kit/exchange.ts';
import { knowRequest } from '../kit/known-request.ts';
import { maxBodyBytes } from '../kit/protocols/http.ts';
import type { Logger } from '../logging/logger.ts';
import { decodedBody } from './body.ts';
import { ToolkitError } from './toolkit-error.ts';
import type { Visit } from './visit.ts';

/** Refusals that are in a journal, and so in the log. */
const noted = new WeakSet<ToolkitError>();

/** Notes that the server itself refused a request to a provider. Rejects with the error, which is for the client. */
export async function noteRefusal(visit: Visit, error: unknown): Promise<never> {
  if (!(error instanceof ToolkitError) || noted.has(error)) throw error;
  const { provider, head } = visit.target;
  const kept = await visit.bodyIfRead()?.catch(() => undefined);
  const body = kept && decodedBody(visit.request, kept, maxBodyBytes);
  const read = Buffer.isBuffer(body) ? body : undefined;
  await visit.note(
    exchangeOf({
      provider,
      source: 'toolkit',
      known: knowRequest(provider, head, read ?? 'too-large'),
      head,
      body: read,
      reply: { status: error.status, headers: { 'X-Understudy-Error': error.code }, body: error.body() },
    }),
  );
  noted.add(error);
  throw error;
}

/** What a refused request was, as far as it could be read. */
interface Refused {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

/** A longer first part of a path may be a token. */
const maxPart = 24;

/**
 * Tells the log of a request that the server itself refused, so that a client that is set up wrong is seen. Of its address it
 * has only the first part: of one that nobody knows, nobody knows where a secret stands either.
 */
export function tellRefusal(logger: Logger, refusal: ToolkitError, { method = '-', url = '' }: Refused): void {
  if (noted.has(refusal)) return;
  const { status, code } = refusal;
  logger.info('refused', { status, error: code, method, path: firstPart(url) });
}

function firstPart(url: string): string {
  if (url === '') return '-';
  const [, session = '', first = '', rest = ''] = /^(\/~[^/?]{1,64})?\/?([^/?]*)(.?)/s.exec(url) ?? [];
  const shown = first.length > maxPart ? `${first.slice(0, 4)}...` : first;
  return `${session}/${shown}${rest === '' ? '' : '/...'}`;
}
