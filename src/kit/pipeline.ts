import type { Answer } from './answer.ts';
import { closestTo } from './did-you-mean.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { type KnownRequest, knowAddress, readCalls } from './known-request.ts';
import type { Later } from './later.ts';
import { type Performed, performBatch, performOne } from './perform.ts';
import type { HttpReply, RequestHead } from './protocols/http.ts';
import type { Provider } from './provider.ts';
import type { World } from './world/world.ts';

/** What reading a body gives: its bytes, or that it is over the limit. */
export type ReadBody = () => Promise<Buffer | 'too-large'>;

/** The way into the world of a request: in steps, between which others may have their turn. */
export interface WorldSteps<Done> {
  /** Whether limits were in force when the request came; without them there is nothing to count, and a step less. */
  readonly hasLimits: boolean;
  /** A step before the last one. What it does may be done again, so it changes nothing but the world. */
  inWorld<Result>(work: (world: World) => Result): Later<Result>;
  /** The last step, which makes the exchange; gives what became of it. */
  answer(make: (world: World) => Exchange): Later<Done>;
}

/**
 * The mock's pipeline, in order:
 * route -> rate limit -> body -> protocol.read -> each call: checks, handle, protocol.write, is there room, check own answer.
 * Which checks there are and in which order is each operation's own list. A request of one call is one step from its reading
 * to its reply; a rate limit counts before, and each call of a batch is a step.
 */
export async function mock<Done>(
  provider: Provider,
  steps: WorldSteps<Done>,
  head: RequestHead,
  readBody: ReadBody,
): Promise<Done> {
  const { errors } = provider;
  const address = knowAddress(provider, head);
  const { route } = address;
  const asked = { provider, head, known: address };
  if (!route) return steps.answer((world) => refuse(asked, errors.unknownRoute(head, world)));
  const counted = steps.hasLimits ? steps.inWorld((world) => world.limiter?.take()) : undefined;
  const limit = counted instanceof Promise ? await counted : counted;
  const { rateLimited } = errors;
  if (limit !== undefined && rateLimited) return steps.answer((world) => refuse(asked, rateLimited(limit), world));
  const body = await readBody();
  if (body === 'too-large') return steps.answer((world) => refuse(asked, errors.tooLarge(route, world), world));
  const known = readCalls(provider, address, { ...head, body });
  const { reading } = known;
  const done = { ...asked, known, body };
  if (!reading.batch) return steps.answer((world) => answered(done, performOne(provider, reading, world), world));
  const performed = await performBatch(provider, reading.members, reading.batch, (work) => steps.inWorld(work));
  return steps.answer((world) => answered(done, performed, world));
}

/** The exchange of a request that was carried out. */
function answered(
  { provider, head, known, body }: Asked & { readonly body: Buffer },
  { answers, reply }: Performed,
  world: World,
): Exchange {
  return corrected({
    provider,
    source: 'mock',
    known,
    rules: {
      rule: answers.map(({ rule }) => rule).join(','),
      rules: rulesOf(answers),
      violations: answers.flatMap(({ violations = [] }) => violations),
      refused: answers.some(({ refused }) => refused),
    },
    head,
    body,
    reply: withLimitHeaders(reply, provider, world),
  });
}

/** The exchange as recordings of the real API have it, where some have shown another one. */
function corrected(parts: Parameters<typeof exchangeOf>[0]): Exchange {
  const exchange = exchangeOf(parts);
  return parts.provider.corrections?.correct(exchange) ?? exchange;
}

/** What was found out about a request. */
interface Asked {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly known: KnownRequest;
}

function refuse({ provider, head, known }: Asked, answer: Answer, world?: World): Exchange {
  const reply = provider.protocol.writeRefusal(answer);
  return corrected({
    provider,
    source: 'mock',
    known,
    rules: { rule: answer.rule, rules: rulesOf([answer]), violations: [], refused: true },
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
