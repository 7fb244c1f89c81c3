import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { UpstreamError } from '../wire/failure.ts';
import type { RawHeaders } from '../wire/header-pairs.ts';
import type { OwnAddresses } from '../wire/own-addresses.ts';
import type { HeldBody } from './held-body.ts';

/** One request on its way to an upstream. */
export interface Forwardable {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly sessionId: string;
  readonly request: IncomingMessage;
  /** The body as it came, where somebody had to read it before; otherwise the request is still unread. */
  readonly body?: HeldBody;
  readonly response: ServerResponse;
  /** Where the reply comes from, as its own header tells. */
  readonly source: string;
  /** What makes the reply lead to this server, if it shall; the recording has what the API sent. */
  readonly own?: OwnAddresses;
  /** What the client gets beside the headers that are passed on; no recording has it. */
  furtherHeaders(status: number, passed: RawHeaders): readonly string[];
  /** Answers the client when the upstream did not: called at most once, and only while no head has been sent. */
  answerFailure(failure: UpstreamError): void;
}
