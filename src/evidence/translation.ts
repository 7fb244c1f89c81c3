import { isPlaceholder } from '../../proxy/redaction/placeholder.ts';
import { ForgettingMap } from '../kit/forgetting-map.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { SeenRequest } from './seen-exchange.ts';

/** Values that are remembered at least: a server that compares for weeks shall not remember all. */
const mostValues = 100_000;

/**
 * The ids, keys and tokens that the real API issued, and those that the mock issued in their places: later requests name the
 * former, and the mock knows the latter only.
 */
export class Translation {
  readonly #own = new ForgettingMap<string>(mostValues);
  /** Issued by the real API in a reply to which the mock has none that is like it. */
  readonly #lost = new ForgettingMap<true>(mostValues);
  #isEmpty = true;
  readonly #isIssued: (name: string) => boolean;

  /** @param isIssued Whether what a member of this name holds is drawn by the API anew. */
  constructor(isIssued: (name: string) => boolean) {
    this.#isIssued = isIssued;
  }

  /** Has the mock know a value of the real API by another that it knows. */
  know(real: string, own: string): void {
    this.#keep(real, own);
  }

  #keep(real: string, own: string): void {
    this.#own.set(real, own);
    this.#isEmpty = false;
  }

  #lose(real: string): void {
    this.#lost.set(real, true);
    this.#isEmpty = false;
  }

  /** Learns what stands in the places of each other in two replies to one request. */
  learn(real: unknown, own: unknown, name = ''): void {
    if (typeof real === 'string') this.#learnText(real, own, name);
    else if (Array.isArray(real)) {
      for (const [index, item] of real.entries()) this.learn(item, Array.isArray(own) ? own[index] : undefined, name);
    } else if (isJsonObject(real)) this.#learnMembers(real, isJsonObject(own) ? own : {});
  }

  #learnText(real: string, own: unknown, name: string): void {
    if (real === own || !(this.#isIssued(name) || isPlaceholder(real))) return;
    if (typeof own === 'string') this.#keep(real, own);
    else if (this.#own.get(real) === undefined) this.#lose(real);
  }

  #learnMembers(real: Readonly<Record<string, unknown>>, own: Readonly<Record<string, unknown>>): void {
    const [theirs, ours] = [Object.keys(real), Object.keys(own)];
    // Objects whose members are named by issued ids: they stand in one order.
    const isTable =
      theirs.length === ours.length && theirs.length > 0 && theirs.every((name) => !Object.hasOwn(own, name));
    for (const [index, name] of theirs.entries()) {
      const place = isTable ? (ours[index] ?? name) : name;
      if (isTable) this.#keep(name, place);
      this.learn(real[name], own[place], name);
    }
  }

  /** A value of the real API with the mock's ids in it. */
  value(real: unknown): unknown {
    if (typeof real === 'string') return this.#own.get(real) ?? real;
    if (Array.isArray(real)) return real.map((item) => this.value(item));
    if (!isJsonObject(real)) return real;
    return Object.fromEntries(
      Object.entries(real).map(([name, value]) => [this.#own.get(name) ?? name, this.value(value)]),
    );
  }

  /** A recorded request as the mock is asked it; nothing when it names what only the real API issued. */
  request(seen: SeenRequest): SeenRequest | undefined {
    if (this.#isEmpty) return seen;
    let isLost = false;
    const text = (real: string): string => {
      if (this.#lost.get(real)) isLost = true;
      return this.#own.get(real) ?? real;
    };
    const json = jsonIn(seen.body);
    const walk = (value: unknown): unknown => {
      if (typeof value === 'string') return text(value);
      if (Array.isArray(value)) return value.map(walk);
      return isJsonObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item)]))
        : value;
    };
    const body = json && walk(json.value);
    const headers = Object.entries(seen.headers).map(([name, value]) => [name, value.split(' ').map(text).join(' ')]);
    const query = [...new URLSearchParams(seen.query)].map(([name, value]) => [name, text(value)] as [string, string]);
    const asked: SeenRequest = {
      ...seen,
      path: seen.path
        .split('/')
        .map((segment) => encoded(segment, text))
        .join('/'),
      query: query.some(([name, value]) => seen.query !== '' && value !== new URLSearchParams(seen.query).get(name))
        ? `${new URLSearchParams(query)}`
        : seen.query,
      headers: Object.fromEntries(headers),
      // A body in which nothing is another is asked as it came, to the byte.
      body: json && JSON.stringify(body) !== JSON.stringify(json.value) ? Buffer.from(JSON.stringify(body)) : seen.body,
    };
    return isLost ? undefined : asked;
  }
}

function encoded(segment: string, text: (real: string) => string): string {
  const own = text(segment);
  return own === segment ? segment : encodeURIComponent(own);
}

function jsonIn(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return body.length === 0 ? undefined : { value: JSON.parse(body.toString()) };
  } catch {
    return undefined;
  }
}
