import { ProviderError } from '../transport/provider-error.ts';
import type { ReplyFacts } from '../transport/transport-errors.ts';

/** What Leeloo says about a request that it refuses. */
export interface LeelooRefusalFacts {
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Leeloo refused the request; nothing was created. */
export class LeelooError extends ProviderError {
  override readonly name = 'LeelooError';
  /** Leeloo's word for the whole, such as `FORMAT_ERROR`; `HTTP_429` where it limits requests, for which it has no word. */
  readonly code: string;
  /** What is wrong with each field, by its path in the request, such as `data/0/email`; `token` is the company token. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(reply: ReplyFacts, { code, fields }: LeelooRefusalFacts) {
    const list = Object.entries(fields).map(([path, what]) => `${path} ${what}`);
    const details = list.length === 0 ? '' : ` (${list.join(', ')})`;
    super(reply, `Leeloo refused ${reply.method} ${reply.url} with ${code}${details}`, adviceFor(code));
    this.code = code;
    this.fields = fields;
  }
}

function adviceFor(code: string): string {
  if (code === 'WRONG_TOKEN') return 'Check the company token.';
  if (code === 'HTTP_429') return 'Wait a minute before the next request.';
  return 'Correct what it names and send the whole request again: nothing was created.';
}
