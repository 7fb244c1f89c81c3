import { hash } from 'node:crypto';
import { isPlaceholder } from '../../proxy/redaction/placeholder.ts';
import type { Difference } from '../kit/drift-note.ts';
import { routeAt } from '../kit/known-request.ts';
import { isJsonObject, parseJson } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { annotatedNames } from '../kit/schema/annotated-names.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** What an earlier recording was like, for later ones of the same kind. */
export interface Earlier {
  readonly at: number;
  readonly recordedAt: string;
  /** The request with persons and all in it. */
  readonly exact: string;
  /** The places at which it differed from the mock. */
  readonly places: ReadonlySet<string>;
}

/**
 * Recordings that can be compared with each other: of one operation, answered by one rule of the mock, with requests that are
 * the same but for persons, and what is drawn or issued.
 */
export class Comparables {
  readonly #provider: Provider;
  readonly #names: ReadonlySet<string>;
  readonly #earlier = new Map<string, Earlier[]>();

  constructor(provider: Provider) {
    this.#provider = provider;
    const { schemas } = provider;
    this.#names = new Set(
      (['x-personal', 'x-volatile', 'x-secret'] as const).flatMap((each) => [...annotatedNames(schemas, each).keys()]),
    );
  }

  /** What all comparable recordings have in common. */
  keyOf({ operation, request }: SeenExchange, rule: string): string {
    const route = routeAt(this.#provider, request);
    const params = new Set(Object.values(route?.params ?? {}));
    const path = request.path.split('/').map((segment) => (params.has(decoded(segment)) ? ':' : segment));
    const query = [...new URLSearchParams(request.query)].map(([name, value]) => [name, this.#plain(name, value)]);
    const body = parseJson(request.body);
    const shown = body ? this.#plain('', body.value) : request.body.toString('base64');
    return hash('sha256', JSON.stringify([operation, rule, request.method, path, query, shown]), 'base64url');
  }

  /** The latest of those before a time that agreed with the mock at a place. */
  agreedBefore(key: string, difference: Difference): Earlier | undefined {
    const place = plainPlace(difference.place);
    return this.#earlier.get(key)?.findLast(({ places }) => !places.has(place));
  }

  note(key: string, { at, recordedAt, request }: SeenExchange, differences: readonly Difference[]): void {
    const known = this.#earlier.get(key) ?? [];
    // Of many alike, the first and the last are enough to tell when something changed.
    if (known.length > 1 && differences.length === 0 && known.at(-1)?.places.size === 0) known.pop();
    known.push({
      at,
      recordedAt,
      exact: exactOf(request),
      places: new Set(differences.map(({ place }) => plainPlace(place))),
    });
    this.#earlier.set(key, known);
  }

  #plain(name: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#plain(name, item));
    if (isJsonObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#plain(key, item)]));
    }
    const isAnybodys = this.#names.has(name.toLowerCase()) || (typeof value === 'string' && isPlaceholder(value));
    return isAnybodys ? typeof value : value;
  }
}

/** What is the same for equal requests only. */
export function exactOf({ method, path, query, body }: SeenExchange['request']): string {
  return hash('sha256', JSON.stringify([method, path, query, body.toString('base64')]), 'base64url');
}

/** A place without the numbers of lists. */
export function plainPlace(place: string): string {
  return place.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
