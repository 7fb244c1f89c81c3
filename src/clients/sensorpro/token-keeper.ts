import type { SignedIn } from './sign-in.ts';

/** Keeps one sign-in for all calls of a client. */
export interface TokenKeeper {
  /** The sign-in to call with: the one that is kept, while it is good, else a new one. */
  get(signal?: AbortSignal): Promise<SignedIn>;
  /** Signs in now, whatever is kept; joins a sign-in that is under way. */
  renew(signal?: AbortSignal): Promise<SignedIn>;
  /** Calls no more with a sign-in; it is kept for a log-off. */
  distrust(given: SignedIn): void;
  /** Gives up what is kept, or what is under way, and returns it. */
  take(signal?: AbortSignal): Promise<SignedIn | undefined>;
}

/** However many calls ask at once, one sign-in is under way; none of them can abort it for the others. */
export function createTokenKeeper(signIn: () => Promise<SignedIn>, now: () => number): TokenKeeper {
  let kept: SignedIn | undefined;
  let distrusted: SignedIn | undefined;
  let underWay: Promise<SignedIn> | undefined;
  const isGood = (signedIn: SignedIn | undefined): signedIn is SignedIn =>
    signedIn !== undefined && signedIn !== distrusted && now() < signedIn.renewAt;
  const start = async (): Promise<SignedIn> => {
    try {
      kept = await signIn();
      return kept;
    } finally {
      underWay = undefined;
    }
  };
  const renew = (signal?: AbortSignal) => {
    underWay ??= start();
    return unlessAborted(underWay, signal);
  };
  return {
    get: async (signal) => (underWay === undefined && isGood(kept) ? kept : renew(signal)),
    renew,
    distrust: (given) => {
      distrusted = given;
    },
    take: async (signal) => {
      const given = underWay !== undefined ? await unlessAborted(underWay, signal) : kept;
      if (kept === given) kept = undefined;
      return given;
    },
  };
}

/** Waits for what others wait for, too. Rejects with the signal's reason when it is aborted. */
async function unlessAborted<Value>(shared: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return shared;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([shared, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
