import type { Words } from '../kit/answer.ts';
import type { KnownRequest } from '../kit/known-request.ts';
import type { Provider } from '../kit/provider.ts';
import type { RateLimit } from '../kit/world/rate-limit.ts';
import type { World } from '../kit/world/world.ts';
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
    const { provider } = request;
    const limit = shortestLimit(provider);
    const wait = retryAfter ?? Math.ceil((limit?.windowMs ?? 60_000) / 1000);
    const known = await request.know();
    await request.answer((world) => {
      const reply = failureReply(provider, known, refusal(provider, known, world, limit));
      const headers = { ...reply.headers, ...limitHeaders(provider, world, limit), 'Retry-After': String(wait) };
      return { ...reply, status: 429, headers };
    });
  },
});

/** The one that a burst of requests meets first. */
function shortestLimit({ rateLimits }: Provider): RateLimit | undefined {
  const limits = rateLimits?.limits ?? [];
  return limits.toSorted((one, other) => one.windowMs - other.windowMs)[0];
}

/** A provider without documented limits has no 429 of its own, so its server fails with that status. */
function refusal(provider: Provider, { route }: KnownRequest, world: World, limit: RateLimit | undefined): Words {
  const documented = limit && provider.errors.rateLimited?.(limit);
  return documented ?? provider.errors.failure({ status: 429, ...route, world });
}

function limitHeaders({ rateLimits }: Provider, world: World, exceeded: RateLimit | undefined) {
  const limits = rateLimits?.limits ?? [];
  const usage = world.limiter?.usage() ?? limits.map((limit) => ({ limit, remaining: limit.max }));
  return rateLimits?.headers?.(usage.map((each) => (each.limit === exceeded ? { ...each, remaining: 0 } : each)));
}
