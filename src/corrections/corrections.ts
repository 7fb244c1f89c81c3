import { isDeepStrictEqual } from 'node:util';
import type { CorrectedPlace, Correction, Corrections, EqualRequest } from '../kit/corrections.ts';
import type { Exchange } from '../kit/exchange.ts';
import type { HttpReply } from '../kit/protocols/http.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import { filledIn, saidIn, valueAt, withValueAt } from './request-values.ts';

const json = { 'Content-Type': 'application/json; charset=utf-8' };

/** Corrections by the rules that they are of. Those for one request alone go before the others. */
export class RuleCorrections implements Corrections {
  readonly all: readonly Correction[];
  readonly #off: ReadonlySet<string>;
  readonly #byRule: ReadonlyMap<string, readonly Correction[]>;

  constructor(all: readonly Correction[]) {
    this.all = all;
    this.#off = new Set(all.flatMap(({ off, rule }) => (off ? [rule] : [])));
    const narrowFirst = all.toSorted((one, other) => Number(other.when !== undefined) - Number(one.when !== undefined));
    this.#byRule = Map.groupBy(narrowFirst, ({ rule }) => rule);
  }

  isOff(rules: readonly string[]): boolean {
    return this.#off.size > 0 && rules.length > 0 && rules.every((rule) => this.#off.has(rule));
  }

  correct(exchange: Exchange): Exchange {
    const corrections = this.#byRule.get(exchange.rule ?? '') ?? [];
    if (corrections.length === 0) return exchange;
    const said = saidIn(exchange.body);
    let { reply } = exchange;
    const files: string[] = [];
    for (const correction of corrections.filter((each) => isOf(each, exchange, said))) {
      const other = corrected(reply, correction, said);
      if (other === reply) continue;
      reply = other;
      files.push(correction.file);
      // A whole reply is what it is.
      if (correction.reply) break;
    }
    return files.length === 0 ? exchange : { ...exchange, reply, corrected: files.join(', ') };
  }
}

function isOf({ operation, when }: Correction, exchange: Exchange, said: unknown): boolean {
  return operation === (exchange.operation ?? 'unknown') && (when === undefined || isEqual(when, exchange, said));
}

function isEqual({ method, path, body }: EqualRequest, { head }: Exchange, said: unknown): boolean {
  const sent = head.query === '' ? head.path : `${head.path}?${head.query}`;
  return method === head.method && path === sent && isDeepStrictEqual(body, said);
}

/** The same reply where the correction changes nothing. */
function corrected(reply: HttpReply, { changes = [], reply: whole }: Correction, said: unknown): HttpReply {
  if (whole) {
    const body = typeof whole.body === 'string' || whole.body === undefined ? whole.body : JSON.stringify(whole.body);
    return {
      status: whole.status,
      headers: typeof whole.body === 'string' ? reply.headers : { ...reply.headers, ...json },
      body,
    };
  }
  return changes.reduce((before, change) => changed(before, change, said), reply);
}

function changed(reply: HttpReply, { place, from, to }: CorrectedPlace, said: unknown): HttpReply {
  const [mine, theirs] = [filled(from, said), filled(to, said)];
  // What names a value that was not sent is none of this request.
  const isOfRequest = (from === undefined) === (mine === undefined) && (to === undefined) === (theirs === undefined);
  if (!isOfRequest) return reply;
  if (place === 'status') return withStatus(reply, mine, theirs);
  const body = jsonValue(reply.body ?? '');
  if (body === undefined) return withText(reply, place, mine, theirs);
  const isHere = isDeepStrictEqual(valueAt(body, place), mine);
  return isHere ? { ...reply, body: JSON.stringify(withValueAt(body, place, theirs)) } : reply;
}

function withStatus(reply: HttpReply, mine: unknown, theirs: unknown): HttpReply {
  return reply.status === mine && typeof theirs === 'number' ? { ...reply, status: theirs } : reply;
}

function withText(reply: HttpReply, place: string, mine: unknown, theirs: unknown): HttpReply {
  return place === '' && reply.body === mine && typeof theirs === 'string' ? { ...reply, body: theirs } : reply;
}

function filled(value: unknown, said: unknown): unknown {
  return typeof value === 'string' ? filledIn(value, said) : value;
}
