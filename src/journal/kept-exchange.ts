import type { Exchange } from '../kit/exchange.ts';
import type { HttpReply, RequestHead } from '../kit/protocols/http.ts';
import { headersWeight, textWeight } from '../kit/world/weight.ts';
import type { SpellingIndex } from '../secrets/spellings.ts';
import { type JournalEntry, maskedEntry, type Timing } from './journal-entry.ts';
import { SharedOutcome } from './shared-outcome.ts';

/**
 * What an entry holds beside what is weighed, in bytes: its objects and numbers, and the part of an 8 KiB block that Node
 * gives a short body. One that outlives all others of its block keeps it whole; to copy it out would cost every request more.
 */
const entryBytes = 2_048;

/**
 * An exchange that is masked when it is shown. Every session keeps a thousand, long enough for V8 to move all of their objects
 * twice, so it has few: what says the same as in other exchanges is shared, and the rest is in one instance. (Not in a
 * literal: V8 notices which of them make objects that live long and from then on puts those among the old, where even a dead
 * one keeps all that it refers to until the next full collection.)
 *
 * What this buys, against keeping each exchange as it came: a thousand sessions take a fifth of the memory, and a request 2 to
 * 6 % less time. Whoever changes it measures `npm run bench -- --only create` and the tests in test/hostile/journal-weight.test.ts.
 */
export class KeptExchange {
  /** What is shared counts in full: whoever brought it may be gone sooner. */
  readonly bytes: number;
  readonly #number: number;
  readonly #at: number;
  readonly #durationMicros: number;
  readonly #outcome: SharedOutcome;
  readonly #params: Exchange['params'];
  readonly #path: string;
  readonly #query: string;
  readonly #headers: Exchange['head']['headers'];
  readonly #sent: Buffer;
  /** Without its body, unless it is made out when it is shown. */
  readonly #reply: HttpReply;
  readonly #received: string | undefined;
  readonly #secrets: Exchange['secrets'];
  readonly #drift: Exchange['drift'];

  constructor(number: number, exchange: Exchange, timing: Timing, latest: LatestExchange) {
    const { head, reply } = exchange;
    this.#number = number;
    this.#at = timing.at;
    this.#durationMicros = Math.round(timing.durationMs * 1000);
    this.#outcome = latest.outcomeOf(exchange);
    this.#params = latest.paramsOf(exchange);
    this.#path = latest.pathOf(head);
    this.#query = head.query;
    this.#headers = latest.headersOf(head);
    this.#sent = exchange.body;
    this.#reply = latest.replyOf(reply);
    this.#received = isHeld(reply) ? undefined : latest.textOf(reply);
    this.#secrets = exchange.secrets;
    this.#drift = exchange.drift;
    // Parameters are parts of the path.
    const texts = 2 * head.path.length + head.query.length + (this.#received ? textWeight(this.#received) : 0);
    const { outcomeBytes, headersBytes } = latest;
    const drift = exchange.drift ? textWeight(JSON.stringify(exchange.drift)) : 0;
    this.bytes = drift + entryBytes + outcomeBytes + headersBytes + texts + this.#sent.length + (reply.heldBytes ?? 0);
  }

  show(known: SpellingIndex): JournalEntry {
    const { provider, operation, source, rule, rules, violations, nearest, faults, corrected, method } = this.#outcome;
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
      ...(corrected !== undefined && { corrected }),
      ...(this.#secrets && { secrets: this.#secrets }),
      ...(this.#drift && { drift: this.#drift }),
      params: this.#params,
      head: { method, path: this.#path, query: this.#query, headers: this.#headers, baseUrl: '' },
      body: this.#sent,
      reply: isHeld(reply) ? reply : { ...reply, body: this.#received },
    };
    const timing = { at: this.#at, durationMs: this.#durationMicros / 1000 };
    return maskedEntry(String(this.#number), exchange, timing, known);
  }
}

/**
 * What the latest exchange of all sessions holds, for the next one to share. Not the latest of the same session: of a thousand
 * sessions, that one's has left the processor's cache, and looking at it takes longer than all else here.
 */
export class LatestExchange {
  #outcome: SharedOutcome | undefined;
  #params: Exchange['params'] | undefined;
  #path: string | undefined;
  #headers: Exchange['head']['headers'] | undefined;
  #reply: HttpReply | undefined;
  #text: string | undefined;
  #headersBytes = 0;

  /** What the latest outcome and the latest headers take, in bytes. */
  get outcomeBytes(): number {
    return this.#outcome?.bytes ?? 0;
  }

  get headersBytes(): number {
    return this.#headersBytes;
  }

  outcomeOf(exchange: Exchange): SharedOutcome {
    if (!this.#outcome?.isOf(exchange)) this.#outcome = new SharedOutcome(exchange, this.#outcome);
    return this.#outcome;
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
    const before = this.#headers;
    this.#headers = shared(before, headers);
    if (this.#headers !== before) this.#headersBytes = headersWeight(headers);
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
