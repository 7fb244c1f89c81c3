import type { Provider } from '../../src/kit/provider.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import { placesOf } from '../../src/secrets/places.ts';
import { whatFails } from '../matching/prove.ts';
import { type ExchangeFile, exchangeFile, SecretLeftError } from '../recording/exchange-file.ts';
import { type NewFile, NewFiles } from '../recording/new-files.ts';
import { Respellings } from '../recording/respellings.ts';
import { Sequence } from '../recording/sequence.ts';
import type { Recording } from '../recording-format/recording.ts';
import type { PlainExchange, RecordingFacts } from '../recording-format/to-recording.ts';
import { WriteError } from '../recording-format/write-error.ts';
import { Redactions } from '../redaction/redactions.ts';
import { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import { type HarEntry, isHarEntry, type OwnFields } from './har-entry.ts';
import { type HarUpstream, type Owned, ownerOf, pathAndQuery } from './owner.ts';
import { plainEntry } from './plain-entry.ts';

/** How an archive becomes recordings. */
export interface ImportSettings {
  /** The recordings folder. */
  readonly folder: string;
  readonly providers: readonly Provider[];
  /** Where the real APIs are, beside what the archive itself tells that was made of recordings. */
  readonly upstreams: readonly HarUpstream[];
  readonly credentials: readonly Credential[];
  /** Further values that are known to be secret. */
  readonly secrets: readonly string[];
  readonly pseudonymSeed?: number | undefined;
  /** Epoch milliseconds: what is imported now is played in the place of what was there. */
  readonly now: number;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
}

/** One entry that is no recording now, by its number in the archive, from 1 on. */
export interface NotKept {
  readonly entry: number;
  /** Whose it is; none when nobody can tell. */
  readonly provider?: string;
  readonly operation?: string;
  readonly reason: string;
  /** Whether an exchange with the real API is lost by it. */
  readonly isLoss: boolean;
}

/** What an archive gave. */
export interface ImportResult {
  readonly entries: number;
  /** Relative to the recordings folder. */
  readonly files: readonly string[];
  readonly notKept: readonly NotKept[];
  /** How many requests went to which other hosts. */
  readonly others: ReadonlyMap<string, number>;
  /** Recordings whose request has no credential: browsers leave them out unless they are told not to. */
  readonly withoutCredential: number;
}

/** Makes recordings of an archive's entries, redacted and proven like any other, as a recording of now. */
export function importHar(entries: readonly unknown[], settings: ImportSettings): ImportResult {
  const importer = new Importer(settings);
  for (const [index, entry] of entries.entries()) importer.read(index + 1, entry);
  return { entries: entries.length, ...importer.result() };
}

/** An entry that is going to be a recording. */
interface Read {
  readonly entry: number;
  readonly exchange: PlainExchange;
  readonly own: OwnFields | undefined;
}

class Importer {
  readonly #settings: ImportSettings;
  readonly #read: Read[] = [];
  readonly #notKept: NotKept[] = [];
  readonly #others = new Map<string, number>();
  readonly #redactions: Redactions;
  readonly #respellings = new Respellings();

  constructor(settings: ImportSettings) {
    this.#settings = settings;
    this.#redactions = new Redactions(settings);
  }

  read(entry: number, value: unknown): void {
    if (!isHarEntry(value)) {
      this.#notKept.push({ entry, reason: 'it is no entry of HAR 1.2', isLoss: true });
      return;
    }
    const owner = this.#ownerOf(value);
    if (!owner) {
      const host = URL.parse(value.request.url)?.host || 'no host';
      this.#others.set(host, (this.#others.get(host) ?? 0) + 1);
      return;
    }
    const exchange = plainEntry(value, owner);
    if ('reason' in exchange) this.#notKept.push({ entry, provider: owner.provider.name, ...exchange });
    else this.#read.push({ entry, exchange, own: value._understudy });
  }

  result(): Omit<ImportResult, 'entries'> {
    const made = this.#files();
    const problems = this.#settings.dryRun ? [] : new NewFiles(this.#settings.folder).writeAll(made);
    const files: string[] = [];
    for (const [index, { file, problem, read }] of made.entries()) {
      const unwritten = problems[index];
      if (unwritten === undefined) files.push(file);
      if (unwritten !== undefined) this.#lose(read, unwritten);
      else if (problem !== undefined) this.#lose(read, `${problem}; ${file} is never played`);
    }
    const notKept = this.#notKept.toSorted((one, other) => one.entry - other.entry);
    return { files, notKept, others: this.#others, withoutCredential: made.filter(hasNoCredential).length };
  }

  /** An archive of recordings tells itself where they were recorded, and what was sent. */
  #ownerOf({ request, _understudy: own }: HarEntry): Owned | undefined {
    const provider = this.#settings.providers.find(({ name }) => name === own?.provider);
    if (!own || !provider || !URL.canParse(own.upstream)) return ownerOf(request.url, this.#settings.upstreams);
    const owner = ownerOf(request.url, [{ provider, url: own.upstream }]);
    return owner && own.target !== undefined ? { ...owner, ...pathAndQuery(own.target) } : owner;
  }

  #files() {
    const sequence = new Sequence();
    // In the order of their beginnings, whatever that of the archive: a token is known before it is used.
    const inOrder = this.#read.toSorted((one, other) => one.exchange.startedAt - other.exchange.startedAt);
    const run = this.#settings.now * 1000;
    return inOrder.flatMap((read) => {
      const own = read.own ?? { sequence: sequence.next(read.exchange.startedAt), run, pseudonymised: false };
      const made = this.#fileOf(read, own);
      return made ? [{ ...made, read }] : [];
    });
  }

  #fileOf(read: Read, own: Partial<OwnFields> & RecordingFacts): ExchangeFile | undefined {
    const { exchange } = read;
    const redaction = this.#redactions.of(exchange.provider);
    const { sequence, run, credential, digest, note } = own;
    const pseudonymised = own.pseudonymised || this.#settings.pseudonymSeed !== undefined;
    try {
      const safeNote = note === undefined ? undefined : redaction.foreignText(note);
      const facts = { sequence, run, pseudonymised, credential, digest, note: safeNote };
      return exchangeFile(exchange, redaction, facts, { prove: whatFails, respellings: this.#respellings });
    } catch (error) {
      this.#lose(read, reasonOf(error));
      return undefined;
    }
  }

  #lose({ entry, exchange: { provider, operation } }: Read, reason: string): void {
    this.#notKept.push({
      entry,
      provider: provider.name,
      ...(operation !== undefined && { operation }),
      reason,
      isLoss: true,
    });
  }
}

/** Throws what is a mistake of ours. */
function reasonOf(error: unknown): string {
  if (error instanceof SecretLeftError) return 'a secret would stay in it. Please report this';
  if (error instanceof TooManySecretsError || error instanceof WriteError) return error.message.replace(/\.$/, '');
  throw error;
}

function hasNoCredential({ text, read }: NewFile & { readonly read: Read }): boolean {
  const { provider, operation } = read.exchange;
  const { credential }: Partial<Recording> = JSON.parse(text);
  return credential === undefined && placesOf(provider, operation).length > 0;
}
