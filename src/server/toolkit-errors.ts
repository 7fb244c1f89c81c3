/** Every error that the toolkit itself answers; docs/toolkit-errors.md is made of it. Providers' errors are their own. */
export const toolkitErrors = {
  'bad-request': { status: 400, meaning: 'The bytes that came are no HTTP/1.1 request.' },
  'invalid-session': { status: 400, meaning: 'The session id is not 1 to 64 letters, digits, `.`, `_` or `-`.' },
  'conflicting-sessions': {
    status: 400,
    meaning: 'The path and the header `X-Understudy-Session` name different sessions.',
  },
  'invalid-json': { status: 400, meaning: 'The body of a call of the admin API is no JSON, or is nested too deeply.' },
  'invalid-query': { status: 400, meaning: 'A query parameter of the admin API is unknown or has no such value.' },
  'invalid-clock': {
    status: 400,
    meaning: 'The body does not say how to set the clock, or the time is out of its range.',
  },
  'invalid-fault': {
    status: 400,
    meaning: 'The fault to plan is unknown, has a wrong field or count, or is one too many.',
  },
  'invalid-mode': { status: 400, meaning: 'The body does not name a mode that there is.' },
  'invalid-override': {
    status: 400,
    meaning: 'The override names no operation that there is, has a reply that cannot be sent, or is one too many.',
  },
  'invalid-rate-limits': { status: 400, meaning: 'The body does not say whether limits are in force.' },
  'invalid-snapshot': {
    status: 400,
    meaning: 'What should be restored is no snapshot, or one that another server took.',
  },
  'invalid-state': { status: 400, meaning: 'The state to store breaks its schema, or two of its records collide.' },
  'invalid-provider-state': {
    status: 400,
    meaning: 'The call of a verifier cannot be read, or the provider state cannot be set up with these params.',
  },
  'outside-upstream': {
    status: 400,
    meaning:
      "Dot segments would lead a request out of the path of the real API's base URL (`--upstream`). It is not passed on.",
  },
  'admin-token-missing': {
    status: 401,
    meaning: 'The server was started with an admin token, and the call does not carry it.',
  },
  offline: {
    status: 403,
    meaning: 'The client wants a tunnel to a host that no provider has, and the run is offline (`--offline`).',
  },
  'foreign-host': {
    status: 403,
    meaning:
      "The admin API, or a provider that passes requests on to a real API or plays what it said, was called under a Host that is neither a loopback name nor allowed (nor the provider's own).",
  },
  'foreign-origin': {
    status: 403,
    meaning:
      'The admin API, or a provider that passes requests on to a real API or plays what it said, was called by a web page of another origin; or a page of another site called a provider in the session that `--state` keeps.',
  },
  'unknown-provider': {
    status: 404,
    meaning:
      'The path does not begin with a provider that the server plays, or the admin API was asked about another one.',
  },
  'unknown-call': { status: 404, meaning: 'The admin API has no such call.' },
  'unknown-schema': { status: 404, meaning: 'The provider has no schema of that name.' },
  'unknown-provider-state': {
    status: 404,
    meaning: 'No provider has a state of that name; the message lists those that there are.',
  },
  'method-not-allowed': {
    status: 405,
    meaning: 'The admin API has this path, but not with this method; `Allow` lists the methods.',
  },
  'no-request': {
    status: 408,
    meaning: 'No request came in time that fits what was waited for; the message names the nearest ones.',
  },
  'proxy-password-missing': {
    status: 407,
    meaning:
      'The client wants a tunnel (`CONNECT`) to a host that no provider has. Only the command of `understudy run` may open one, with the password of its run, or of `understudy env`.',
  },
  'request-timeout': { status: 408, meaning: 'The request was sent too slowly.' },
  'mode-lost': {
    status: 409,
    meaning:
      'The session had, or may have had, a mode of its own and was dropped since (unused for an hour, or too many sessions came), and by default not the mock would answer. Set its mode again, or reset it.',
  },
  'body-too-large': {
    status: 413,
    meaning: 'The body of a call of the admin API is over 32 MiB.',
  },
  misdirected: {
    status: 421,
    meaning:
      "A connection was made to a provider's host, by a tunnel or by TLS, and a request on it names another host.",
  },
  'headers-too-large': { status: 431, meaning: 'The headers of the request are over 64 KiB together.' },
  'state-not-kept': {
    status: 500,
    meaning:
      'A change could not be written to the file of `--state`, such as on a full disk. It was not made, so the request can be repeated.',
  },
  'body-read': {
    status: 500,
    meaning: 'The handler is mounted behind a parser that has read the body. Mount it before.',
  },
  'internal-error': {
    status: 500,
    meaning: 'The server itself made a mistake, which its log tells. Please report it.',
  },
  'override-failed': {
    status: 500,
    meaning:
      'The function that overrides an operation threw, gave no reply that can be sent, or is in another process.',
  },
  'no-recording': {
    status: 501,
    meaning:
      'In the mode `replay` no recording fits the request; the message names the nearest one and the difference. `--on-miss` chooses otherwise.',
  },
  'transfer-coding': {
    status: 501,
    meaning:
      'The body of a request to a real API came with a `Transfer-Encoding` other than `chunked` alone. It is not passed on.',
  },
  'tunnel-failed': {
    status: 502,
    meaning: 'The host that a tunnel should lead to takes no connection, or its name has no address.',
  },
  'upstream-unreachable': { status: 502, meaning: 'The real API takes no connection.' },
  'upstream-unknown-host': { status: 502, meaning: "The real API's host name has no address." },
  'upstream-bad-certificate': { status: 502, meaning: "The real API's certificate is not valid, so nothing was sent." },
  'upstream-reset': { status: 502, meaning: 'The real API closed the connection before it answered.' },
  'upstream-broken': { status: 502, meaning: 'What the real API sent is no HTTP reply.' },
  'upstream-timeout': { status: 504, meaning: 'The real API did not answer in time.' },
  'state-full': {
    status: 507,
    meaning:
      "A call of the admin API would store more than a session, or all together, may have (`--max-session-state`, `--max-state`). Nothing was changed. A request to a mock is refused in the provider's own words.",
  },
  'upstream-is-this-server': {
    status: 508,
    meaning: 'The upstream that was given leads back to this server, so that a request would go round for ever.',
  },
} as const satisfies Readonly<Record<string, ToolkitErrorKind>>;

/** What all errors of one code have in common. */
export interface ToolkitErrorKind {
  /** HTTP status. */
  readonly status: number;
  /** One sentence for whoever looks the code up. */
  readonly meaning: string;
}

export type ToolkitErrorCode = keyof typeof toolkitErrors;
