import type { Exchange } from './exchange.ts';
import type { HttpReply } from './http.ts';
import { type JournalEntry, redactExchange, type Timing } from './redaction.ts';

/**
 * An exchange that is masked when it is shown. Every session keeps a thousand, long enough for V8 to move all of their objects
 * twice, so it has few: what says the same as in the exchange before is held together with that one, and the rest is in one
 * instance. (Not in a literal: V8 notices which of them make objects that live long and from then on puts those among the old,
 * where even a dead one keeps all that it refers to until the next full collection.)
 */
export class KeptExchange {
  readonly bytes: number;
  // What the exchange after it may share.
  readonly rules: Exchange['rules'];
  readonly violations: Exchange['violations'];
  readonly nearest: Exchange['nearest'];
  readonly params: Exchange['params'];
  readonly path: string;
  readonly headers: Exchange['head']['headers'];
  readonly reply: HttpReply;
  readonly #number: number;
  readonly #at: number;
  readonly #durationMicros: number;
  readonly #provider: Exchange['provider'];
  readonly #operation: Exchange['operation'];
  readonly #source: Exchange['source'];
  readonly #rule: Exchange['rule'];
  readonly #faults: Exchange['faults'];
  readonly #secrets: Exchange['secrets'];
  readonly #method: string;
  readonly #query: string;
  readonly #sent: Buffer;
  readonly #received: string | undefined;

  constructor(number: number, bytes: number, exchange: Exchange, timing: Timing, before: KeptExchange | undefined) {
    const { head, reply } = exchange;
    this.bytes = bytes;
    this.rules = sharedList(before?.rules, exchange.rules);
    this.violations = sharedList(before?.violations, exchange.violations);
    this.nearest = sharedList(before?.nearest, exchange.nearest);
    this.params = shared(before?.params, exchange.params);
    this.path = before?.path === head.path ? before.path : head.path;
    this.headers = shared(before?.headers, head.headers);
    this.reply = sharedReply(before?.reply, reply);
    this.#number = number;
    this.#at = timing.at;
    this.#durationMicros = Math.round(timing.durationMs * 1000);
    this.#provider = exchange.provider;
    this.#operation = exchange.operation;
    this.#source = exchange.source;
    this.#rule = exchange.rule;
    this.#faults = exchange.faults;
    this.#secrets = exchange.secrets;
    this.#method = head.method;
    this.#query = head.query;
    this.#sent = exchange.body;
    this.#received = isHeld(reply) ? undefined : reply.body;
  }

  show(): JournalEntry {
    const { rules, violations, nearest, params, path, headers, reply } = this;
    const exchange: Exchange = {
      provider: this.#provider,
      operation: this.#operation,
      source: this.#source,
      rule: this.#rule,
      rules,
      violations,
      nearest,
      ...(this.#faults && { faults: this.#faults }),
      ...(this.#secrets && { secrets: this.#secrets }),
      params,
      head: { method: this.#method, path, query: this.#query, headers, baseUrl: '' },
      body: this.#sent,
      reply: isHeld(reply) ? reply : { ...reply, body: this.#received },
    };
    const timing = { at: this.#at, durationMs: this.#durationMicros / 1000 };
    return redactExchange(String(this.#number), exchange, timing);
  }
}

/** Whether a reply is made out when it is shown, out of what an upstream sent. Such a one stays as it is. */
function isHeld(reply: HttpReply): boolean {
  return reply.heldBytes !== undefined;
}

/** A reply without its body, or, of two that are alike, the one before. */
function sharedReply(before: HttpReply | undefined, now: HttpReply): HttpReply {
  if (isHeld(now)) return now;
  const { status, headers } = now;
  const isAlike = before?.status === status && !isHeld(before) && isSame(before.headers, headers);
  return isAlike ? before : { status, headers };
}

/** Of two lists that are the same the one before. Apart from the next, because the members of a list come slowly as names. */
function sharedList<Item>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  return before?.length === now.length && now.every((item, index) => item === before[index]) ? before : now;
}

/** Of two that have the same members the one before. */
function shared<Members extends object>(before: Members | undefined, now: Members): Members {
  return before && isSame(before, now) ? before : now;
}

function isSame<Members extends object>(before: Members, now: Members): boolean {
  if (before === now) return true;
  let members = 0;
  for (const name in now) {
    if (now[name] !== before[name]) return false;
    members += 1;
  }
  for (const _name in before) members -= 1;
  return members === 0;
}
