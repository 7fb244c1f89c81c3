import type { Answer } from './answer.ts';
import { closestTo } from './did-you-mean.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { type KnownRequest, knowAddress, readCalls } from './known-request.ts';
import { performBatch, performOne } from './perform.ts';
import type { HttpReply, RequestHead } from './protocols/http.ts';
import type { Provider } from './provider.ts';
import type { World } from './world/world.ts';

/** What reading a body gives: its bytes, or that it is over the limit. */
export type ReadBody = () => Promise<Buffer | 'too-large'>;

/**
 * The mock's pipeline, in order:
 * route -> rate limit -> body -> protocol.read -> each call: checks, handle, protocol.write, is there room, check own answer.
 * Which checks there are and in which order is each operation's own list.
 */
export async function mock(provider: Provider, world: World, head: RequestHead, readBody: ReadBody): Promise<Exchange> {
  const address = knowAddress(provider, head);
  const { route } = address;
  if (!route) return refuse({ provider, head, known: address }, provider.errors.unknownRoute(head, world));
  const limit = world.limiter?.take();
  if (limit && provider.errors.rateLimited)
    return refuse({ provider, head, known: address }, provider.errors.rateLimited(limit), world);
  const body = await readBody();
  if (body === 'too-large')
    return refuse({ provider, head, known: address }, provider.errors.tooLarge(route, world), world);
  const known = readCalls(provider, address, { ...head, body }, world);
  const { reading } = known;
  const { answers, reply } = reading.batch
    ? await performBatch(provider, reading.members, reading.batch, world.replyBytes)
    : performOne(provider, reading, world.replyBytes);
  return exchangeOf({
    provider,
    source: 'mock',
    known,
    rules: {
      rule: answers.map(({ rule }) => rule).join(','),
      rules: rulesOf(answers),
      violations: answers.flatMap(({ violations = [] }) => violations),
    },
    head,
    body,
    reply: withLimitHeaders(reply, provider, world),
  });
}

/** What was found out about a request before it was refused. */
interface Refused {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly known: KnownRequest;
}

function refuse({ provider, head, known }: Refused, answer: Answer, world?: World): Exchange {
  const reply = provider.protocol.writeRefusal(answer);
  return exchangeOf({
    provider,
    source: 'mock',
    known,
    rules: { rule: answer.rule, rules: rulesOf([answer]), violations: [] },
    nearest: known.route ? [] : closestTo(`${head.method} ${head.path}`, provider.protocol.addresses, 3),
    head,
    reply: world ? withLimitHeaders(reply, provider, world) : reply,
  });
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
