import { codeOf } from '../../files/code-of.ts';
import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject, parseJson } from '../../kit/protocols/json.ts';
import { maxPactBytes } from '../read-pact.ts';
import { type Broker, BrokerError } from './broker.ts';

/** What a broker answered, parsed and as it came. */
export interface HalDocument {
  readonly document: JsonObject;
  readonly bytes: Buffer;
}

/** How long a broker may take for one reply, in milliseconds. */
const timeoutMs = 30_000;

/** Reads and writes the documents of a Pact Broker, which lead from one to the next by links (HAL). */
export class HalClient {
  readonly #broker: Broker;
  readonly #signal: AbortSignal;

  constructor(broker: Broker, signal: AbortSignal) {
    this.#broker = broker;
    this.#signal = signal;
  }

  /** The document at which all links begin. */
  index(): Promise<HalDocument> {
    return this.#ask('GET', this.#broker.url);
  }

  get(link: string): Promise<HalDocument> {
    return this.#ask('GET', this.#urlOf(link));
  }

  /** @returns Nothing when there is no such address: a broker answers so for a provider that it does not know. */
  async find(method: 'GET' | 'POST', link: string, body?: object): Promise<HalDocument | undefined> {
    const url = this.#urlOf(link);
    const response = await this.#send(method, url, body);
    if (response.status !== 404) return this.#read(url, response);
    await response.body?.cancel();
    return undefined;
  }

  put(link: string, body: object): Promise<HalDocument> {
    return this.#ask('PUT', this.#urlOf(link), body);
  }

  post(link: string, body: object): Promise<HalDocument> {
    return this.#ask('POST', this.#urlOf(link), body);
  }

  async #ask(method: string, url: URL, body?: object): Promise<HalDocument> {
    return this.#read(url, await this.#send(method, url, body));
  }

  /** Links are the broker's own words, and the login goes along with each: one that leads elsewhere is not followed. */
  #urlOf(link: string): URL {
    const { url } = this.#broker;
    const target = URL.parse(link, url.href);
    if (target?.origin === url.origin) return target;
    const found = target ? `a link of its leads to ${target.origin}` : 'a link of its is no address';
    throw new BrokerError(
      `Cannot use the broker at ${url.href}: ${found}. Give --broker as the broker itself names its address.`,
    );
  }

  async #send(method: string, url: URL, body: object | undefined): Promise<Response> {
    const { authorization } = this.#broker;
    const headers = {
      Accept: 'application/hal+json, application/json',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(authorization !== undefined && { Authorization: authorization }),
    };
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(timeoutMs)]);
    try {
      return await fetch(url, {
        method,
        headers,
        signal,
        redirect: 'manual',
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw this.#unreachable(url, error);
    }
  }

  async #read(url: URL, response: Response): Promise<HalDocument> {
    const bytes = await this.#bytesOf(url, response);
    const parsed = parseJson(bytes)?.value;
    if (!response.ok) throw this.#refused(url, response, parsed);
    if (response.status === 204) return { document: {}, bytes };
    if (!isJsonObject(parsed)) {
      throw new BrokerError(`Cannot use the broker at ${url.href}: it answered no JSON object. Check --broker.`);
    }
    return { document: parsed, bytes };
  }

  async #bytesOf(url: URL, { body }: Response): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const chunk of body ?? []) {
        length += chunk.length;
        if (length > maxPactBytes) break;
        chunks.push(chunk);
      }
    } catch (error) {
      throw this.#unreachable(url, error);
    }
    if (length > maxPactBytes) throw new BrokerError(`Cannot use the broker at ${url.href}: its reply is over 64 MiB.`);
    return Buffer.concat(chunks);
  }

  #refused(url: URL, { status, headers }: Response, said: unknown): BrokerError {
    const beginning = `Cannot use the broker at ${url.href}: it answered ${status}`;
    if (status === 401 || status === 403) {
      const given = this.#broker.authorization === undefined ? 'no login was given' : 'it does not take the login';
      return new BrokerError(
        `${beginning}, since ${given}. Set PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.`,
      );
    }
    const location = headers.get('location');
    if (location !== null) return new BrokerError(`${beginning}, and points to ${location}. Give that as --broker.`);
    const words = this.#withoutLogin(wordsOf(said));
    return new BrokerError(
      `${beginning}${words === '' ? '' : ` and said: ${words}`}. Check --broker and the selectors.`,
    );
  }

  #withoutLogin(text: string): string {
    return this.#broker.secrets.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  }

  #unreachable(url: URL, error: unknown): BrokerError {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const reason = isLate ? `it did not answer within ${timeoutMs / 1000} s` : codeOf(cause) || messageOf(cause);
    return new BrokerError(`Cannot reach the broker at ${url.href}: ${reason}. Check --broker, and that it runs.`, {
      cause: error,
    });
  }
}

/** Brokers tell what is wrong as `errors`, a list or lists by name, or as `error`. */
function wordsOf(said: unknown): string {
  if (!isJsonObject(said)) return '';
  const told = said.errors ?? said.error;
  const text = typeof told === 'string' ? told : JSON.stringify(told ?? '');
  return text.replaceAll(/\s+/g, ' ').slice(0, 300).replace(/^""$/, '');
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** The address of a link in a document, with its template filled in. */
export function linkIn({ _links: links }: JsonObject, names: readonly string[], values: Record<string, string> = {}) {
  const listed = isJsonObject(links) ? names.map((name) => links[name]).filter(isJsonObject) : [];
  const href = listed.map((link) => link.href).find((value) => typeof value === 'string');
  return href?.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : whole,
  );
}
