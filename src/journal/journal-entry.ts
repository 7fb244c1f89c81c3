import type { IncomingHttpHeaders } from 'node:http';
import type { Violation } from '../kit/answer.ts';
import type { DriftNote } from '../kit/drift-note.ts';
import type { Exchange, Source } from '../kit/exchange.ts';
import { inLedgerOrder } from '../kit/ledger.ts';
import { percentDecoded } from '../kit/protocols/percent.ts';
import { bodiesOf, exchangeSecrets, secretsIn } from '../secrets/exchange-secrets.ts';
import { exchangeMask, mask, maskAt, maskJson, type TextMask } from '../secrets/masking.ts';
import { partedMask } from '../secrets/parted-texts.ts';
import { isSecretRole } from '../secrets/places.ts';
import { mayHoldSecrets, replyParts, type SecretParts, secretParts } from '../secrets/secret-parts.ts';
import type { SpellingIndex } from '../secrets/spellings.ts';
import { maskTold } from '../secrets/texts/told-secrets.ts';

/** Longer bodies are cut. */
export const maxShownBody = 65_536;

/** When a request came and how long its reply took. */
export interface Timing {
  /** By the session's clock, epoch milliseconds: printed when somebody looks, as most entries are never looked at. */
  readonly at: number;
  readonly durationMs: number;
}

/** One request and its reply as the journal shows them: secrets are masked, bodies are JSON where they parse. */
export interface JournalEntry {
  readonly id: string;
  readonly at: string;
  readonly provider: string;
  readonly operation?: string;
  readonly source: Source;
  /** None when no mock made the reply. */
  readonly rule?: string;
  readonly rules: readonly string[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body?: unknown;
  };
  readonly response: {
    /** 0 when nothing was answered. */
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly durationMs: number;
  readonly violations: readonly Violation[];
  /** After an unknown route: the known addresses most like it. */
  readonly nearest?: readonly string[];
  /** The files of the corrections that changed the mock's reply, joined by commas. */
  readonly corrected?: string;
  /** In the mode `compare`: what came of asking the mock the same. */
  readonly drift?: DriftNote;
  /** The faults that struck, such as `latency`. A reply that one cut or broke is shown whole, so that it can be masked. */
  readonly faults?: readonly string[];
}

/**
 * What the journal shows of an exchange, to whoever asks: everything secret in it is masked, wherever it stands. What is
 * recorded of an exchange with a real API is made by proxy/redaction, and what a verification prints by src/verify; all three
 * take from src/secrets what is secret. @param known What is secret in every exchange of the server.
 */
export function maskedEntry(id: string, exchange: Exchange, timing: Timing, known?: SpellingIndex): JournalEntry {
  const { provider, operation, rule, head, reply, violations, nearest, drift, faults } = exchange;
  const [sent, received] = bodiesOf(exchange);
  const parts = secretParts(provider);
  const maskKnown = exchangeMask(secretsIn(exchange, [sent, received]), known);
  const maskParted = partedMask([head.query, sent === undefined ? exchange.body.toString('utf8') : ''], maskKnown);
  const maskAll = (text: string) => maskParted?.(maskKnown(text)) ?? maskKnown(text);
  const maskText = (text: string, isProse = true) => maskTold(maskAll(text), parts, mask, isProse);
  return {
    id,
    at: new Date(timing.at).toISOString(),
    provider: provider.name,
    ...(operation !== undefined && { operation }),
    source: exchange.source,
    ...(rule !== undefined && { rule }),
    rules: inLedgerOrder(provider, exchange.rules, rule?.split(',') ?? []),
    request: {
      method: head.method,
      path: maskText(maskPath(exchange)) + maskQuery(maskKnown(head.query), parts, maskText),
      headers: maskHeaders(head.headers, parts, maskText),
      ...(exchange.body.length > 0 && {
        body: shownBody(maskPlaces(sent, exchange), sentText(exchange, sent), parts, maskText),
      }),
    },
    response: {
      status: reply.status,
      headers: maskReplyHeaders(reply.headers, parts, maskText),
      ...(reply.body !== undefined && { body: shownBody(received, reply.body, replyParts(provider, parts), maskText) }),
    },
    durationMs: timing.durationMs,
    violations: violations.map((violation) => ({ ...violation, path: maskText(violation.path) })),
    ...(nearest.length > 0 && { nearest }),
    ...(exchange.corrected !== undefined && { corrected: exchange.corrected }),
    ...(drift && { drift: maskedDrift(drift, parts, maskText) }),
    ...(faults && { faults }),
  };
}

/** Its values were redacted as recordings are; what the mock issued itself is masked as everywhere. */
function maskedDrift(drift: DriftNote, parts: SecretParts, maskText: TextMask): DriftNote {
  const findings = drift.findings.map((finding) => ({
    ...finding,
    expected: maskJson(finding.expected, parts, maskText),
    found: maskJson(finding.found, parts, maskText),
  }));
  return { ...drift, findings };
}

/** The path of an exchange, without its query, as its entry shows it. */
export function maskedPath(exchange: Exchange, known?: SpellingIndex): string {
  const maskKnown = exchangeMask(exchangeSecrets(exchange), known);
  return maskTold(maskKnown(maskPath(exchange)), secretParts(exchange.provider), mask, true);
}

/** A body that cannot be read may hold a secret in a place that nobody knows. */
function sentText({ provider, operation, body }: Exchange, parsed: unknown): string {
  const text = body.toString('utf8');
  const mayShow = parsed !== undefined || (operation !== undefined && !mayHoldSecrets(provider, text));
  return mayShow ? text : `[${body.length} bytes that are not JSON]`;
}

function shownBody(
  value: unknown,
  text: string,
  parts: SecretParts,
  maskText: (text: string, isProse?: boolean) => string,
): unknown {
  if (value === undefined) return cut(maskText(text, false));
  const masked = maskJson(value, parts, maskText);
  if (text.length <= maxShownBody) return masked;
  const printed = JSON.stringify(masked);
  return printed.length <= maxShownBody ? masked : cut(printed);
}

function cut(text: string): string {
  if (text.length <= maxShownBody) return text;
  // A slice would keep the whole text in memory, so its characters are copied.
  const beginning = Buffer.from(text.slice(0, maxShownBody), 'utf16le').toString('utf16le');
  return `${beginning}[cut: ${text.length} characters in all]`;
}

function maskHeaders(headers: IncomingHttpHeaders, parts: SecretParts, maskText: TextMask): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      parts.isSecretHeader(name) ? mask : maskJson(value, parts, maskText),
    ]),
  );
}

/** A mock's own hold nothing secret; an upstream's may. */
function maskReplyHeaders(
  headers: Readonly<Record<string, string>>,
  parts: SecretParts,
  maskText: TextMask,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, parts.isSecretHeader(name) ? mask : maskText(value)]),
  );
}

function maskPlaces(body: unknown, { provider }: Exchange): unknown {
  return provider.secrets.reduce(
    (masked, place) => (place.in === 'body' && isSecretRole(place) ? maskAt(masked, place.pointer) : masked),
    body,
  );
}

function maskPath({ provider, head, params }: Exchange): string {
  const secrets = provider.secrets.flatMap((place) => (place.in === 'path' ? [params[place.param]] : []));
  const isSecret = (segment: string) => segment !== '' && secrets.includes(percentDecoded(segment));
  const segments = head.path.split('/');
  return segments.map((segment) => (isSecret(segment) ? mask : segment)).join('/');
}

/** @param query Without what is known: spelled in HTML entities, it has signs in it that part a query. */
function maskQuery(query: string, parts: SecretParts, maskText: TextMask): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return parts.isSecretName(percentDecoded(name)) ? `${name}=${mask}` : maskText(pair);
  });
  return `?${pairs.join('&')}`;
}
