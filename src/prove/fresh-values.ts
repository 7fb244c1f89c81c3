import type { ExampleRequest } from '../kit/example.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { RealApi } from '../kit/real-api.ts';

/** Longer ones are there to be too long. */
const longestLocalPart = 40;
const longestName = 20;

/** Whether a text is an email that a person could have; what breaks the rules of emails stays as it is. */
function isPlainEmail(text: string): boolean {
  const [, local = ''] = /^([\w.+-]+)@[\w-]+\.[\w.-]*\w$/.exec(text) ?? [];
  return local !== '' && local.length <= longestLocalPart;
}

/** Whether a name is free to be another one. */
function isPlainName(text: string): boolean {
  return text.length <= longestName && /^[\w ]+$/.test(text);
}

/**
 * Puts values into an example's request that are the real API's or nobody's yet: of its beginnings, emails, and names that only
 * one may have. The same value becomes the same one in all requests of an example.
 */
export class FreshValues {
  readonly #api: Pick<RealApi, 'fresh' | 'freshEmail'>;
  readonly #unique: ReadonlySet<string>;
  /** What the mock publishes gets its real values on the way. */
  readonly #published: ReadonlySet<string>;
  readonly #real: Map<string, string>;
  readonly #emails = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** @param real What stands for values of the example. */
  constructor(provider: Provider, api: Pick<RealApi, 'fresh' | 'freshEmail'>, real: ReadonlyMap<string, string>) {
    this.#api = api;
    this.#unique = new Set(provider.providerStates.flatMap(({ makes }) => makes?.unique ?? []));
    this.#published = new Set(Object.values(provider.credentials));
    this.#real = new Map(real);
    for (const [value, made] of real) if (isPlainEmail(value)) this.#emails.set(value.toLowerCase(), made);
  }

  /** Emails that were made up, to be told if they stay. */
  get emails(): readonly string[] {
    return [...new Set(this.#emails.values())];
  }

  in(request: ExampleRequest): ExampleRequest {
    const { path, body, text } = request;
    return {
      ...request,
      path: this.#inPath(path),
      ...(body !== undefined && { body: this.#inValue(body, '') }),
      ...(text !== undefined && {
        text: text.replaceAll(/[\w.+@-]+/g, (part) => (isPlainEmail(part) ? this.#of(part, '') : part)),
      }),
    };
  }

  /** Whole segments, and whole values of the query. */
  #inPath(path: string): string {
    return path.replaceAll(/[^/?&=]+/g, (part) => {
      const value = decoded(part);
      const fresh = value === undefined ? part : this.#of(value, '');
      return fresh === value || value === undefined ? part : encodeURIComponent(fresh);
    });
  }

  #inValue(value: unknown, name: string): unknown {
    if (typeof value === 'string') return this.#of(value, name);
    if (Array.isArray(value)) return value.map((item) => this.#inValue(item, name));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, this.#inValue(inner, member)]));
  }

  #of(value: string, name: string): string {
    const real = this.#real.get(value);
    if (real !== undefined) return real;
    if (this.#published.has(value)) return value;
    if (isPlainEmail(value)) return this.#emailFor(value);
    return this.#unique.has(name) && isPlainName(value) ? this.#nameFor(value) : value;
  }

  /** In capitals where the example has some: whether they count is what such a one shows. */
  #emailFor(value: string): string {
    const known = this.#emails.get(value.toLowerCase()) ?? this.#api.freshEmail(value.toLowerCase());
    this.#emails.set(value.toLowerCase(), known);
    return value === value.toLowerCase() ? known : known.toUpperCase();
  }

  #nameFor(value: string): string {
    const known = this.#names.get(value) ?? value + this.#api.fresh();
    this.#names.set(value, known);
    return known;
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
