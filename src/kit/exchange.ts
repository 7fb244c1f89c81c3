import type { Violation } from './answer.ts';
import type { DriftNote } from './drift-note.ts';
import type { KnownRequest } from './known-request.ts';
import type { HttpReply, RequestHead } from './protocols/http.ts';
import type { PathValues, Provider } from './provider.ts';

/** Where a reply came from; `toolkit` for one that refuses the request for the server itself. */
export type Source = 'mock' | 'recording' | 'upstream' | 'fault' | 'override' | 'toolkit';

/** A request and its reply, as they were: nothing in it is masked yet, so it only leaves through `maskedEntry`. */
export interface Exchange {
  readonly provider: Provider;
  /** None when no operation was found; `batch` for a JSON-RPC batch. */
  readonly operation: string | undefined;
  readonly source: Source;
  /** The rule that chose the reply; of a batch all members', joined by commas. None when no mock made the reply. */
  readonly rule: string | undefined;
  /** All rules that applied, the choosing ones first. */
  readonly rules: readonly string[];
  readonly violations: readonly Violation[];
  /** Whether a mock refused it, whatever the status: some APIs refuse with 200. Of a batch, one of its calls. */
  readonly refused?: boolean;
  /** After an unknown route: the addresses most like the one asked for. */
  readonly nearest: readonly string[];
  readonly head: RequestHead;
  readonly params: PathValues;
  readonly body: Buffer;
  /** What was answered; status 0 when nothing was. */
  readonly reply: HttpReply;
  /** The faults that struck, such as `latency`. */
  readonly faults?: readonly string[];
  /** The files of the corrections that changed the mock's reply, joined by commas. */
  readonly corrected?: string;
  /** What came of asking the mock beside the real API. */
  readonly drift?: DriftNote;
  /** Values to be masked wherever they stand, beside those at declared places: the real credentials of the provider. */
  readonly secrets?: readonly string[] | undefined;
}

/** What is known of an exchange by whoever answered it. */
interface ExchangeParts extends Pick<Exchange, 'provider' | 'source' | 'head' | 'reply' | 'secrets'> {
  readonly known: KnownRequest;
  /** What was read of the request's body. */
  readonly body?: Buffer | 'too-large' | undefined;
  /** What only a mock knows: by which rules it answered. */
  readonly rules?: Pick<Exchange, 'rule' | 'rules' | 'violations' | 'refused'>;
  readonly nearest?: readonly string[];
}

const noRules: Pick<Exchange, 'rule' | 'rules' | 'violations' | 'refused'> = {
  rule: undefined,
  rules: [],
  violations: [],
  refused: false,
};
const noBody = Buffer.alloc(0);
const none: readonly string[] = [];

/** The only maker of exchanges. */
export function exchangeOf(parts: ExchangeParts): Exchange {
  const { provider, known, source, head, body, reply, rules = noRules, nearest = none, secrets } = parts;
  return {
    provider,
    operation: known.operation,
    source,
    rule: rules.rule,
    rules: rules.rules,
    violations: rules.violations,
    ...(rules.refused && { refused: true }),
    nearest,
    head,
    params: known.params,
    body: body === undefined || body === 'too-large' ? noBody : body,
    reply,
    secrets,
  };
}
