/** What went wrong with an upstream; each is an error code of the toolkit. */
export type FailureCode =
  | 'upstream-unreachable'
  | 'upstream-unknown-host'
  | 'upstream-bad-certificate'
  | 'upstream-reset'
  | 'upstream-broken'
  | 'upstream-timeout';

/** An exchange that the upstream failed. The message names the upstream and the cause. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whom an exchange was with. */
export interface Peer {
  readonly provider: string;
  readonly upstream: string;
}

/** One way in which an exchange can fail, and how it is told. */
interface FailureKind {
  readonly code: FailureCode;
  /** Matches the error's code. */
  readonly when: RegExp;
  readonly found: string;
  readonly advice: string;
}

const checkAddress = 'Check the address given with --upstream, or set the mode to mock';

const kinds: readonly FailureKind[] = [
  {
    code: 'upstream-unreachable',
    when: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPERM)$/,
    found: 'it takes no connection',
    advice: checkAddress,
  },
  { code: 'upstream-timeout', when: /^ETIMEDOUT$/, found: 'it did not answer the connection', advice: checkAddress },
  {
    code: 'upstream-unknown-host',
    when: /^(ENOTFOUND|EAI_\w+)$/,
    found: 'its host name has no address',
    advice: checkAddress,
  },
  {
    code: 'upstream-bad-certificate',
    when: /CERT|SIGNATURE|CRL|^(INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED)$/,
    found: 'its certificate is not valid',
    advice: 'A certificate authority of your own is trusted when NODE_EXTRA_CA_CERTS names its file',
  },
  {
    code: 'upstream-broken',
    when: /^(HPE_|EPROTO|ERR_SSL|ERR_TLS|ERR_INVALID|ERR_HTTP)/,
    found: 'what it sent is no HTTP reply',
    advice: checkAddress,
  },
];

const reset: Omit<FailureKind, 'when'> = {
  code: 'upstream-reset',
  found: 'it closed the connection before its reply was whole',
  advice: 'Send the request again, or set the mode to mock',
};

/** Words an error of Node's client; what is not known counts as a broken connection. */
export function upstreamError(error: Error, peer: Peer): UpstreamError {
  const code = 'code' in error ? String(error.code) : '';
  const { found, advice, ...kind } = kinds.find(({ when }) => when.test(code)) ?? reset;
  return new UpstreamError(kind.code, message(peer, `${found}${code && ` (${code})`}`, advice), { cause: error });
}

/** Whether the other side closed the connection while something was sent to it. */
export function wasClosed(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/** What the upstream sent cannot be passed on; `found` says why. */
export function brokenError(peer: Peer, found: string): UpstreamError {
  return new UpstreamError('upstream-broken', message(peer, `what it sent is no HTTP reply, ${found}`, checkAddress));
}

/** The upstream stayed silent for so many milliseconds. */
export function timeoutError(peer: Peer, ms: number): UpstreamError {
  const advice = 'Send the request again, or set the mode to mock';
  return new UpstreamError('upstream-timeout', message(peer, `nothing came for ${ms} ms`, advice));
}

function message({ provider, upstream }: Peer, found: string, advice: string): string {
  return `Cannot get a reply of ${provider} from ${upstream}: ${found}. ${advice}.`;
}
