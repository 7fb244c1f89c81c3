import { oncePer, oncePerName } from '../../src/kit/once-per.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { placesOf } from '../../src/secrets/places.ts';
import { shortestElsewhere } from '../../src/secrets/spellings.ts';
import { isIssued, isPlaceholder, isUnfit } from '../redaction/placeholder.ts';
import type { RedactedRequest } from '../redaction/redaction.ts';
import { type Change, eachSlot, render, renderAddress, type Slot } from '../redaction/template.ts';
import type { RequestWith } from '../wire/message.ts';
import { choosingHeaders } from './choosing-headers.ts';
import { NamedTexts } from './named-texts.ts';

/** A secret of a request: which one, as far as redaction tells, and of what kind. */
export interface SecretClass {
  readonly value: string;
  readonly kind: 'published' | 'issued' | 'other';
  /** The number in the name that stands for it. */
  readonly number: number;
}

/**
 * A request as a text, with a name in the place of each secret: of its headers those that count, by their names; a body that
 * is no text in base64, and none when it is not known.
 */
export interface PrintedRequest extends RequestWith<string | undefined> {
  readonly isText: boolean;
  /** In the order in which they stand in the request. */
  readonly classes: readonly SecretClass[];
}

/** Prints a redacted request. */
export function printRequest(
  provider: Provider,
  operation: string | undefined,
  request: RedactedRequest,
): PrintedRequest {
  const { method, templates } = request;
  const secrets = new SecretOrder(provider);
  const { text, held, value } = request.change;
  const change: Change = { text, held, value: (slot) => secrets.print(value(slot), slot) };
  const counted = countedHeaders(provider, operation);
  const headers = templates.headers.filter(([name]) => counted.has(name)).sort(byName);
  // A text may hold a secret that stands only further on at its own place.
  const printed = [...headers.map(([, template]) => template), templates.start, templates.query, templates.body ?? []];
  for (const template of printed) eachSlot(template, (slot) => secrets.note(value(slot), slot));
  return {
    method,
    headers: headers.map(([name, value]) => [name, render(value, change)] as const),
    path: renderAddress(templates.start, change),
    query: renderAddress(templates.query, change),
    body: templates.body ? render(templates.body, change) : binaryBody(request),
    isText: templates.body !== undefined,
    classes: secrets.classes,
  };
}

function binaryBody(request: RedactedRequest): string | undefined {
  const { body } = request.safe();
  return 'binary' in body ? body.binary.toString('base64') : undefined;
}

/**
 * Whether two requests of an operation have the same key: redaction changes no other byte, so they are the same text but for
 * their secrets, and need not be brought into the form in which they are compared.
 */
export function areAlike(
  provider: Provider,
  operation: string | undefined,
  one: RedactedRequest,
  other: RedactedRequest,
): boolean {
  const [mine, theirs] = [printRequest(provider, operation, one), printRequest(provider, operation, other)];
  return mine.body !== undefined && isSameText(mine, theirs);
}

function isSameText(one: PrintedRequest, other: PrintedRequest): boolean {
  return (
    one.body === other.body &&
    one.isText === other.isText &&
    one.method === other.method &&
    one.path === other.path &&
    one.query === other.query &&
    one.headers.length === other.headers.length &&
    one.headers.every(([name, value], index) => other.headers[index]?.[0] === name && other.headers[index][1] === value)
  );
}

const publishedBy = oncePer(({ credentials }: Provider): ReadonlySet<string> => new Set(Object.values(credentials)));

/** What the sender hid already is none. */
function isSecret(value: string, role: Slot['role']): boolean {
  return role !== undefined && 'secret' in role && !/^\**$/.test(value);
}

/** Numbers the secrets of a request, equal ones alike. */
class SecretOrder {
  readonly classes: SecretClass[] = [];
  readonly #published: ReadonlySet<string>;
  readonly #numbers = new Map<string, number>();
  readonly #elsewhere = new NamedTexts();

  constructor(provider: Provider) {
    this.#published = publishedBy(provider);
  }

  /** Gives a secret its number. */
  note(value: string, { role }: Slot): void {
    if (!isSecret(value, role) || this.#numbers.has(value)) return;
    this.#numbers.set(value, this.#numbers.size + 1);
    // Redaction has put one stand-in for all spellings already, so only this one is looked for.
    if (this.#isStandIn(value)) this.#elsewhere.add(value, this.#nameOf(value, ''));
  }

  print(value: string, { role, isNumber }: Slot): string {
    if (!isSecret(value, role)) return this.#elsewhere.replaceIn(value);
    this.classes.push({ value, kind: this.#kindOf(value), number: this.#numberOf(value) });
    return this.#nameOf(value, isNumber ? ' number' : '');
  }

  #nameOf(value: string, kind: string): string {
    return `<secret${kind} ${this.#numberOf(value)}${isUnfit(value) ? ', which breaks its rules' : ''}>`;
  }

  #numberOf(value: string): number {
    return this.#numbers.get(value) ?? 0;
  }

  #isStandIn(value: string): boolean {
    return value.length >= shortestElsewhere && (this.#published.has(value) || isPlaceholder(value));
  }

  #kindOf(value: string): SecretClass['kind'] {
    if (this.#published.has(value)) return 'published';
    return isIssued(value) ? 'issued' : 'other';
  }
}

/** By their names in lower case. */
const countedHeaders = oncePerName((provider: Provider, operation): ReadonlySet<string> => {
  const required = (provider.requiredHeaders ?? []).map(({ name }) => name.toLowerCase());
  const secret = placesOf(provider, operation).flatMap((place) => (place.in === 'header' ? [place.name] : []));
  return new Set(['content-type', ...choosingHeaders, ...required, ...secret]);
});

/** Compares pairs, to sort them. */
export function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : Number(one > other);
}
