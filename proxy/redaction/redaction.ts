import type { Provider } from '../../src/kit/provider.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import { replaceSpellings } from '../../src/secrets/spellings.ts';
import { type CredentialKind, credentialKind } from './credential-kind.ts';
import { learnForms, learnMisplaced } from './known-forms.ts';
import type { PlainBody, PlainReply, PlainRequest, SafeBody, SafeReply, SafeRequest } from './message.ts';
import { foreignTemplate, type MessageTemplates, replyTemplates, requestTemplates } from './message-templates.ts';
import { withoutPlaceholders } from './placeholder.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { StandIns } from './stand-ins.ts';
import { type Change, render, renderAddress } from './template.ts';
import { Vault } from './vault.ts';

/** What one provider's redaction is made of. */
export interface RedactionSettings {
  readonly provider: Provider;
  /** Real credentials of all providers; those of this one take the place of published ones. */
  readonly credentials: readonly Credential[];
  /** Puts made-up values in the place of annotated personal data, by this seed; without it, personal data stay. */
  readonly pseudonymSeed?: number | undefined;
  /** Further values that are known to be secret, wherever they stand. */
  readonly secrets?: readonly string[] | undefined;
}

/** A request with what stands for each of its values. It is printed only when somebody needs it: most requests just match. */
export interface RedactedRequest {
  readonly method: string;
  readonly templates: MessageTemplates;
  /** What goes out in the place of a value. */
  readonly change: Change;
  safe(): SafeRequest;
}

/** A request that was redacted already. */
export function asRedacted(provider: Provider, operation: string | undefined, request: SafeRequest): RedactedRequest {
  const { body } = request;
  const plain: PlainBody = 'binary' in body ? { bytes: body.binary, encoding: body.encoding } : body;
  return {
    method: request.method,
    templates: requestTemplates(provider, operation, { ...request, body: plain }),
    change: { value: ({ value }) => value, text: (text) => text, held: (text) => text },
    safe: () => request,
  };
}

/** An exchange that may leave, and a last look for what may not. */
export interface SafeExchange {
  readonly request: SafeRequest;
  readonly reply: SafeReply;
  /** Whose the credentials of the request are; none for a request without. */
  readonly credential: CredentialKind | undefined;
  /**
   * What the client received, with nothing replaced but what can only be a secret: by the place where it stands, or by its
   * look. Where the reply differs from it, an everyday word was taken for a secret.
   */
  received(): SafeReply;
  /** The request alone, redacted as one that comes now. */
  asked(): RedactedRequest;
  /** Whether a text still holds a value that was replaced. The texts are only made when there is such a value. */
  stillHolds(texts: () => readonly string[]): boolean;
}

/**
 * Puts stand-ins for secrets into an exchange with a real API, before it goes to a file, a message or a comparison: what
 * is played again must still tell equal secrets from different ones, so it masks none as the journal does. What it gives is
 * redacted again to itself, so that a recorded request and one that comes now are the same text. What takes an exchange or a
 * text throws a TooManySecretsError for one that is little else than secrets.
 */
export class Redaction {
  readonly #provider: Provider;
  readonly #vault: Vault;
  readonly #pseudonyms: Pseudonyms | undefined;

  constructor({ provider, credentials, pseudonymSeed, secrets = [] }: RedactionSettings) {
    this.#provider = provider;
    this.#vault = new Vault(provider, credentials, secrets);
    this.#pseudonyms = pseudonymSeed === undefined ? undefined : new Pseudonyms(pseudonymSeed);
  }

  /** A request alone, as it is compared with recordings. */
  request(request: PlainRequest, operation: string | undefined): RedactedRequest {
    return this.#redacted(request, this.#sent(request, operation));
  }

  #sent(request: PlainRequest, operation: string | undefined): MessageTemplates {
    return requestTemplates(this.#provider, operation, request, (text) => replaceSpellings(text, [this.#vault.index]));
  }

  #redacted(request: PlainRequest, templates: MessageTemplates): RedactedRequest {
    const standIns = new StandIns(this.#vault, this.#pseudonyms);
    this.#learnRequest(templates, standIns);
    return {
      method: request.method,
      templates,
      change: standIns.changeInReplay,
      safe: () => safeRequest(request, templates, standIns),
    };
  }

  #received(reply: PlainReply, operation: string | undefined, standIns: StandIns): SafeReply {
    const templates = replyTemplates(this.#provider, operation, reply, standIns.changeWithoutDoubt.text);
    return safeReply(reply, templates, standIns, standIns.changeWithoutDoubt);
  }

  /** A request with its reply: secrets of the one are looked for in the other, too. */
  exchange(request: PlainRequest, reply: PlainReply, operation: string | undefined): SafeExchange {
    const standIns = new StandIns(this.#vault, this.#pseudonyms);
    const sent = this.#sent(request, operation);
    this.#learnRequest(sent, standIns);
    const received = replyTemplates(this.#provider, operation, reply, standIns.change.text);
    const known = standIns.size;
    // Before the reply issues what the request cannot have had.
    const credential = credentialKind(sent, (value) => this.#vault.kindOf(value));
    for (const template of received.all) standIns.learn(template, 'reply', 'secret');
    learnForms(received, standIns, 'reply');
    // A request is compared without its reply, so what only the reply knows to be personal stays in it.
    const safe = safeRequest(request, sent, standIns);
    for (const template of received.all) standIns.learn(template, 'reply', 'personal');
    // Mostly a reply tells nothing new, and the request alone is redacted the same way.
    const isAlone = standIns.size === known;
    const answered = safeReply(reply, received, standIns, standIns.change);
    return {
      request: safe,
      reply: answered,
      credential,
      received: () => (standIns.hasDoubts ? this.#received(reply, operation, standIns) : answered),
      asked: () =>
        isAlone && !standIns.hasIssuedDoubts
          ? { method: request.method, templates: sent, change: standIns.change, safe: () => safe }
          : this.#redacted(request, sent),
      stillHolds: (texts) => !standIns.isEmpty && texts().some((text) => standIns.isIn(withoutPlaceholders(text))),
    };
  }

  /** A text that is no recording, by the names in it: what is left of another tool, or of a file that was cut short. */
  foreignText(text: string): string {
    const standIns = new StandIns(this.#vault, undefined);
    const template = foreignTemplate(this.#provider, text);
    standIns.learn(template, 'request', 'secret');
    learnForms({ all: [template] }, standIns, 'request');
    return render(template, standIns.change);
  }

  #learnRequest(templates: MessageTemplates, standIns: StandIns): void {
    for (const template of templates.all) standIns.lookForUnfit(template);
    for (const template of templates.all) standIns.learn(template, 'request');
    learnMisplaced(this.#provider, templates, standIns);
    learnForms(templates, standIns, 'request');
  }
}

function safeRequest(request: PlainRequest, templates: MessageTemplates, standIns: StandIns): SafeRequest {
  return {
    method: request.method,
    path: renderAddress(templates.start, standIns.change),
    query: renderAddress(templates.query, standIns.change),
    headers: safeHeaders(templates, standIns.change),
    body: safeBody(request.body, templates, standIns, standIns.change),
  };
}

function safeReply(reply: PlainReply, templates: MessageTemplates, standIns: StandIns, change: Change): SafeReply {
  return {
    status: reply.status,
    statusText: render(templates.start, change),
    headers: safeHeaders(templates, change),
    body: safeBody(reply.body, templates, standIns, change),
  };
}

function safeHeaders({ headers }: MessageTemplates, change: Change) {
  return headers.map(([name, value]) => [name, render(value, change)] as const);
}

function safeBody(body: PlainBody, templates: MessageTemplates, standIns: StandIns, change: Change): SafeBody {
  const { encoding } = body;
  if ('gap' in body) return body;
  if (templates.body) {
    const text = render(templates.body, change);
    // What did not change still says the same.
    return { text, encoding, ...(text === templates.json?.text && { json: templates.json }) };
  }
  const bytes = 'bytes' in body ? body.bytes : Buffer.from(body.text);
  if (templates.hasBinarySecret || holdsSecret(bytes, standIns))
    return { gap: 'secret-in-binary', length: bytes.length, encoding };
  return { binary: bytes, encoding };
}

/** Bytes that are no UTF-8 are searched as what they may be; a secret in them cannot be cut out without breaking them. */
function holdsSecret(bytes: Buffer, standIns: StandIns): boolean {
  const readings = [
    bytes.toString('utf8'),
    bytes.toString('latin1'),
    bytes.toString('utf16le'),
    bytes.toString('utf16le', 1),
  ];
  return readings.some((text) => standIns.isIn(text));
}
