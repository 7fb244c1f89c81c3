import type { Later } from '../../kit/later.ts';
import type { Session } from '../../sessions/session.ts';
import type { ServerContext } from '../context.ts';

/** One request to the admin API, ready to be answered. */
export interface AdminRequest {
  readonly context: ServerContext;
  readonly sessionId: string;
  /**
   * A step in the session, which is made at its first use. It does not wait, and changes nothing else, because it may be done
   * again.
   */
  inSession<Result>(work: (session: Session) => Result): Later<Result>;
  /** Whether the request names its session; a call for all sessions does not. */
  readonly isSessionNamed: boolean;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
  /** The parsed body; `undefined` when none was sent. */
  readonly body: unknown;
  /** Where the server was reached, without a last slash: `http://127.0.0.1:4010`. */
  readonly serverUrl: string;
  /** A signal that is aborted when the client goes away, or the server stops: for calls that wait. */
  untilGone(): AbortSignal;
}

/** One call of the admin API. What it returns, or resolves to, is sent as JSON with status 200; a ToolkitError is sent as itself. */
export interface AdminCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/_understudy`, in the syntax of path-to-regexp. */
  readonly path: string;
  handle(request: AdminRequest): unknown;
}
