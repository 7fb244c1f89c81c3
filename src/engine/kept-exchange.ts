import type { Exchange } from './exchange.ts';
import type { HttpReply, RequestHead } from './http.ts';
import { type JournalEntry, redactExchange, type Timing } from './redaction.ts';
import type { SpellingIndex } from './spellings.ts';

/**
 * An exchange that is masked when it is shown. Every session keeps a thousand, long enough for V8 to move all of their objects
 * twice, so it has few: what says the same as in other exchanges is shared, and the rest is in one instance. (Not in a
 * literal: V8 notices which of them make objects that live long and from then on puts those among the old, where even a dead
 * one keeps all that it refers to until the next full collection.)
 */
export class KeptExchange {
  readonly bytes: number;
  readonly #number: number;
  readonly #at: number;
  readonly #durationMicros: number;
  readonly #kind: Kind;
  readonly #params: Exchange['params'];
  readonly #path: string;
  readonly #query: string;
  readonly #headers: Exchange['head']['headers'];
  readonly #sent: Buffer;
  /** Without its body, unless it is made out when it is shown. */
  readonly #reply: HttpReply;
  readonly #received: string | undefined;
  readonly #secrets: Exchange['secrets'];

  constructor(number: number, bytes: number, exchange: Exchange, timing: Timing, latest: LatestExchange) {
    const { head, reply } = exchange;
    this.bytes = bytes;
    this.#number = number;
    this.#at = timing.at;
    this.#durationMicros = Math.round(timing.durationMs * 1000);
    this.#kind = latest.kindOf(exchange);
    this.#params = latest.paramsOf(exchange);
    this.#path = latest.pathOf(head);
    this.#query = head.query;
    this.#headers = latest.headersOf(head);
    this.#sent = exchange.body;
    this.#reply = latest.replyOf(reply);
    this.#received = isHeld(reply) ? undefined : latest.textOf(reply);
    this.#secrets = exchange.secrets;
  }

  show(known: SpellingIndex): JournalEntry {
    const { provider, operation, source, rule, rules, violations, nearest, faults, method } = this.#kind;
    const reply = this.#reply;
    const exchange: Exchange = {
      provider,
      operation,
      source,
      rule,
      rules,
      violations,
      nearest,
      ...(faults && { faults }),
      ...(this.#secrets && { secrets: this.#secrets }),
      params: this.#params,
      head: { method, path: this.#path, query: this.#query, headers: this.#headers, baseUrl: '' },
      body: this.#sent,
      reply: isHeld(reply) ? reply : { ...reply, body: this.#received },
    };
    const timing = { at: this.#at, durationMs: this.#durationMicros / 1000 };
    return redactExchange(String(this.#number), exchange, timing, known);
  }
}

/**
 * What the latest exchange of all sessions holds, for the next one to share. Not the latest of the same session: of a thousand
 * sessions, that one's has left the processor's cache, and looking at it takes longer than all else here.
 */
export class LatestExchange {
  #kind: Kind | undefined;
  #params: Exchange['params'] | undefined;
  #path: string | undefined;
  #headers: Exchange['head']['headers'] | undefined;
  #reply: HttpReply | undefined;
  #text: string | undefined;

  kindOf(exchange: Exchange): Kind {
    if (!this.#kind?.isOf(exchange)) this.#kind = new Kind(exchange, this.#kind);
    return this.#kind;
  }

  paramsOf({ params }: Exchange): Exchange['params'] {
    this.#params = shared(this.#params, params);
    return this.#params;
  }

  pathOf({ path }: RequestHead): string {
    if (path !== this.#path) this.#path = path;
    return this.#path;
  }

  headersOf({ headers }: RequestHead): Exchange['head']['headers'] {
    this.#headers = shared(this.#headers, headers);
    return this.#headers;
  }

  replyOf(reply: HttpReply): HttpReply {
    if (isHeld(reply)) return reply;
    if (!this.#reply || !isSameReply(this.#reply, reply)) this.#reply = withoutBody(reply);
    return this.#reply;
  }

  /** The body of a reply. */
  textOf({ body }: HttpReply): string | undefined {
    if (body !== this.#text) this.#text = body;
    return this.#text;
  }
}

/** What the exchanges of an operation with the same outcome have in common. */
class Kind {
  readonly provider: Exchange['provider'];
  readonly operation: Exchange['operation'];
  readonly source: Exchange['source'];
  readonly rule: Exchange['rule'];
  readonly rules: Exchange['rules'];
  readonly violations: Exchange['violations'];
  readonly nearest: Exchange['nearest'];
  readonly faults: Exchange['faults'];
  readonly method: string;

  /** @param before Shares with this one what they have alike. */
  constructor(exchange: Exchange, before: Kind | undefined) {
    this.provider = exchange.provider;
    this.operation = exchange.operation;
    this.source = exchange.source;
    this.rule = exchange.rule;
    this.rules = sharedList(before?.rules, exchange.rules);
    this.violations = sharedList(before?.violations, exchange.violations);
    this.nearest = sharedList(before?.nearest, exchange.nearest);
    this.faults = exchange.faults;
    this.method = exchange.head.method;
  }

  isOf(exchange: Exchange): boolean {
    return (
      exchange.provider === this.provider &&
      exchange.operation === this.operation &&
      exchange.source === this.source &&
      exchange.rule === this.rule &&
      exchange.faults === this.faults &&
      exchange.head.method === this.method &&
      isSameList(this.rules, exchange.rules) &&
      isSameList(this.violations, exchange.violations) &&
      isSameList(this.nearest, exchange.nearest)
    );
  }
}

/** Whether a reply is made out when it is shown, out of what an upstream sent. Such a one stays as it is. */
function isHeld(reply: HttpReply): boolean {
  return reply.heldBytes !== undefined;
}

function withoutBody({ status, headers }: HttpReply): HttpReply {
  return { status, headers };
}

function isSameReply(before: HttpReply, now: HttpReply): boolean {
  return before.status === now.status && isSame(before.headers, now.headers);
}

/** Of two lists that are the same the one before. Apart from the next, because the members of a list come slowly as names. */
function sharedList<Item>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  return before && isSameList(before, now) ? before : now;
}

function isSameList<Item>(before: readonly Item[], now: readonly Item[]): boolean {
  return before.length === now.length && now.every((item, index) => item === before[index]);
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
