import type { Answer } from './answer.ts';
import { closestTo } from './did-you-mean.ts';
import type { Exchange } from './exchange.ts';
import { performBatch, performOne } from './perform.ts';
import type { HttpReply, RequestHead } from './protocols/http.ts';
import type { Provider, Route } from './provider.ts';
import type { World } from './world/world.ts';

/** What reading a body gives: its bytes, or that it is over the limit. */
export type ReadBody = () => Promise<Buffer | 'too-large'>;

/**
 * The mock's pipeline, in order:
 * route -> rate limit -> body -> protocol.read -> each call: checks, handle, protocol.write, is there room, check own answer.
 * Which checks there are and in which order is each operation's own list.
 */
export async function mock(provider: Provider, world: World, head: RequestHead, readBody: ReadBody): Promise<Exchange> {
  const route = provider.protocol.route(head);
  if (!route) return refuse(provider, head, undefined, provider.errors.unknownRoute(head, world));
  const limit = world.limiter?.take();
  if (limit && provider.errors.rateLimited)
    return refuse(provider, head, route, provider.errors.rateLimited(limit), world);
  const body = await readBody();
  if (body === 'too-large') return refuse(provider, head, route, provider.errors.tooLarge(route, world), world);
  const reading = provider.protocol.read({ ...head, body }, route, world);
  const { members, batch } = reading;
  const { answers, reply } = batch
    ? await performBatch(provider, members, batch, world.replyBytes)
    : performOne(provider, reading, world.replyBytes);
  return {
    provider,
    operation: reading.operation,
    source: 'mock',
    rule: answers.map(({ rule }) => rule).join(','),
    rules: rulesOf(answers),
    violations: answers.flatMap(({ violations = [] }) => violations),
    nearest: [],
    head,
    params: route.params,
    body,
    reply: withLimitHeaders(reply, provider, world),
  };
}

function refuse(
  provider: Provider,
  head: RequestHead,
  route: Route | undefined,
  answer: Answer,
  world?: World,
): Exchange {
  const reply = provider.protocol.writeRefusal(answer);
  return {
    provider,
    operation: route?.operation?.name,
    source: 'mock',
    rule: answer.rule,
    rules: rulesOf([answer]),
    violations: [],
    nearest: route ? [] : closestTo(`${head.method} ${head.path}`, provider.protocol.addresses, 3),
    head,
    params: route?.params ?? {},
    body: Buffer.alloc(0),
    reply: world ? withLimitHeaders(reply, provider, world) : reply,
  };
}

/** Each rule once: those that chose a reply first, then the other violated ones and those that shaped an effect. */
function rulesOf(answers: readonly Answer[]): string[] {
  const rules = new Set(answers.map(({ rule }) => rule));
  for (const { violations = [], effects = [] } of answers) {
    for (const { rule } of violations) rules.add(rule);
    for (const rule of effects) rules.add(rule);
  }
  return [...rules];
}

function withLimitHeaders(reply: HttpReply, provider: Provider, world: World): HttpReply {
  const headers = world.limiter && provider.rateLimits?.headers?.(world.limiter.usage());
  return headers ? { ...reply, headers: { ...reply.headers, ...headers } } : reply;
}
