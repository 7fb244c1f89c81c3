import type { Words } from '../kit/answer.ts';
import type { KnownRequest } from '../kit/known-request.ts';
import type { RateLimit } from '../kit/world/rate-limit.ts';
import type { FaultedRequest } from '../sessions/fault.ts';
import { failureReply } from './failure-reply.ts';
import { defineFault } from './fault-kind.ts';
import { optionalWholeNumber } from './fields.ts';

/** What a client that sends too much is told. */
export interface RateLimitedFields {
  /** Seconds, in the header Retry-After; without it the window of the provider's shortest limit, else a minute. */
  readonly retryAfter?: number;
}

const day = 86_400;

/** The provider's own 429, with its headers and Retry-After. The request is not carried out, and no limit counts it. */
export const rateLimited = defineFault({
  name: 'rate-limited',
  fields: ['retryAfter'],
  read: (given): RateLimitedFields => {
    const retryAfter = optionalWholeNumber('retryAfter', given.retryAfter, { least: 0, most: day });
    return retryAfter === undefined ? {} : { retryAfter };
  },
  strike: async ({ retryAfter }, request) => {
    const limit = shortestLimit(request);
    const reply = await failureReply(request, refusal(request, await request.know(), limit));
    const wait = retryAfter ?? Math.ceil((limit?.windowMs ?? 60_000) / 1000);
    const headers = { ...reply.headers, ...limitHeaders(request, limit), 'Retry-After': String(wait) };
    await request.answer({ ...reply, status: 429, headers });
  },
});

/** The one that a burst of requests meets first. */
function shortestLimit({ provider }: FaultedRequest): RateLimit | undefined {
  const limits = provider.rateLimits?.limits ?? [];
  return limits.toSorted((one, other) => one.windowMs - other.windowMs)[0];
}

/** A provider without documented limits has no 429 of its own, so its server fails with that status. */
function refusal({ provider, world }: FaultedRequest, { route }: KnownRequest, limit: RateLimit | undefined): Words {
  const documented = limit && provider.errors.rateLimited?.(limit);
  return documented ?? provider.errors.failure({ status: 429, ...route, world });
}

function limitHeaders({ provider, world }: FaultedRequest, exceeded: RateLimit | undefined) {
  const limits = provider.rateLimits?.limits ?? [];
  const usage = world.limiter?.usage() ?? limits.map((limit) => ({ limit, remaining: limit.max }));
  return provider.rateLimits?.headers?.(
    usage.map((each) => (each.limit === exceeded ? { ...each, remaining: 0 } : each)),
  );
}
