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
] as const;
export type Behaviour = (typeof behaviours)[number];

/** How a request goes out: whole, cut off within it, left before its reply comes, or as bytes that are no request. */
export type Manner = 'whole' | 'cut' | 'left' | 'bytes';

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
