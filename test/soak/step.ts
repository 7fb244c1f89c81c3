/** What the stand-in for the real APIs is told to do with a request that reaches it. */
export const behaviours = [
  'answer',
  'text',
  'gzip',
  'binary',
  'empty',
  'long',
  'fail',
  'reset',
  'cut',
  'no-http',
  'silent',
  'reason',
  'headers',
  'chunks',
  'codings',
  'html',
  'redirect',
] as const;
export type Behaviour = (typeof behaviours)[number];

/**
 * How a request goes out: whole, cut off within it, left before its reply comes, as bytes that are no request, or many times at
 * once on one connection, with what each asks for behind the path.
 */
export type Manner = 'whole' | 'cut' | 'left' | 'bytes' | 'pipelined';

/** What is asked for with one of many requests at once, and its status: in such an order that no two may change places unseen. */
export function pipelinedCall(index: number): { readonly path: string; readonly status: number } {
  return [0, 1, 3].includes(index % 7) ? { path: 'health', status: 200 } : { path: 'nothing', status: 404 };
}

/** One request of the traffic. */
export interface Step {
  /** What it is, for people. */
  readonly kind: string;
  readonly session: string;
  readonly manner: Manner;
  readonly method: string;
  /** As it goes out, with the prefix of the session. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
  /** What the real API does if it comes there. */
  readonly behaviour: Behaviour;
  /** Whether a fault of the session, or its size, may cut the reply off. */
  readonly mayBreak: boolean;
  /** Whether the reply may never come. */
  readonly mayHang: boolean;
  /** How many of it are pipelined. */
  readonly times?: number;
  /** Whether a mock may say back what the client itself sent. */
  readonly mayEcho?: boolean;
  /** A page of another site sends it, to the admin API, which refuses it, or to a provider, of which it sees a mock at most. */
  readonly page?: 'admin' | 'provider';
  /** Whether its session has modes of its own, which go when it was not used for long. */
  readonly mayBeLost?: boolean;
  /** Whether its session said "only the mock" for its provider. */
  readonly onlyMock?: boolean;
}

/** The name by which what belongs to a session is known again. */
export function markerOf(session: string): string {
  return `Mark${session.replaceAll('-', 'x')}Z`;
}

/** A marker of another session in a text. */
export function foreignMarker(text: string, session: string): string | undefined {
  const own = markerOf(session);
  return text.match(/Mark\w{1,40}?Z/g)?.find((marker) => marker !== own);
}
