import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Credential } from '../../src/secrets/credential.ts';
import type { Prove } from '../recording-format/proof.ts';
import { plainExchange } from '../recording-format/to-recording.ts';
import { WriteError } from '../recording-format/write-error.ts';
import { Redactions } from '../redaction/redactions.ts';
import { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import type { CapturedBody, CaptureLimits, UpstreamExchange } from '../wire/exchange.ts';
import { type ExchangeFile, exchangeFile, SecretLeftError } from './exchange-file.ts';
import { FileWriter } from './file-writer.ts';
import type { Problem } from './new-files.ts';
import { OwnCredentials } from './own-credential.ts';
import { Respellings } from './respellings.ts';
import { Sequence } from './sequence.ts';

/** Keeps exchanges. The client has its reply already. */
export interface Recorder {
  readonly limits: CaptureLimits;
  /**
   * Takes an exchange, broken ones too, which it reports but never keeps as good ones. Returns at once, and throws
   * nothing: what cannot be written is logged.
   */
  record(exchange: UpstreamExchange): void;
  /** What is taken from now on is another recording: it is played in the place of earlier ones of the same requests. */
  beginRun(): void;
  /** Resolves when everything taken so far is on the disk or was reported. */
  flush(): Promise<void>;
}

/** How exchanges are recorded. */
export interface RecorderSettings {
  /** The recordings folder; made at the first recording. */
  readonly folder: string;
  /** Real credentials of all providers. */
  readonly credentials: readonly Credential[];
  /** Further values that are known to be secret. */
  readonly secrets?: readonly string[] | undefined;
  /** Puts made-up values in the place of annotated personal data, by this seed. */
  readonly pseudonymSeed?: number | undefined;
  /** Reads what a file is going to hold as a replay would. */
  readonly prove: Prove;
  /** Takes a line about an exchange that is not kept, or never played. */
  report(line: string): void;
  /** Takes a line about what is kept, and may not be what was meant. */
  warn?(line: string): void;
}

/** Of each body; a larger one is only noted: the server reads no larger request for a replay, and redaction takes its time. */
export const captureLimits: CaptureLimits = { request: 1_048_576, reply: 1_048_576 };
/** What may wait for the disk, in bytes; what comes beyond it is reported, so that memory stays bounded. */
const maxWaiting = 128 * 1_048_576;
/** What an exchange takes beside its bodies, roughly. */
const besideBodies = 4_096;
/**
 * How long an exchange waits for others, in milliseconds: to wake the writing thread for each takes longer than to redact and
 * to write, and code that runs many times in a row runs faster.
 */
const gatherMs = 100;
/** Exchanges that are redacted in one turn of the event loop, which takes about a millisecond; then requests are answered. */
const maxTogether = 32;
/** Or fewer, when their bodies have so many bytes. */
const maxTogetherBytes = 64 * 1024;

/** Keeps exchanges in a folder, one file each. */
export function createRecorder(settings: RecorderSettings): Recorder {
  const { folder, report } = settings;
  const maker = new FileMaker(settings);
  const files = new FileWriter(folder);
  const waiting: UpstreamExchange[] = [];
  let bytes = 0;
  let keeping: Promise<void> | undefined;
  let hurry = new AbortController();
  const keepAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      await sleep(gatherMs, undefined, { signal: hurry.signal }).catch(() => {});
      // What comes meanwhile waits for the next time.
      const taken = bytes;
      await writeAll(await maker.filesOf(waiting.splice(0)));
      bytes -= taken;
    }
    keeping = undefined;
  };
  // Neither exchanges nor texts are held while the disk is waited for: they are most of what a scavenge would have to move.
  const writeAll = async (made: readonly ExchangeFile[]): Promise<void> => {
    const told = made.map(({ file, problem }) => ({ file, problem }));
    const problems = await files.writeAll(made);
    for (const [index, file] of told.entries()) tell(file, problems[index], report);
  };
  return {
    limits: captureLimits,
    record(exchange) {
      const problem = problemOf(exchange) ?? (bytes > maxWaiting ? 'too many recordings wait for the disk' : undefined);
      if (problem) return report(`Cannot record ${nameOf(exchange)}: ${problem}.`);
      bytes += sizeOf(exchange) + besideBodies;
      waiting.push(exchange);
      keeping ??= keepAll();
    },
    beginRun: () => maker.beginRun(),
    async flush() {
      // Who waits for the files need not wait for what may come.
      hurry.abort();
      while (keeping !== undefined) await keeping;
      hurry = new AbortController();
      await files.end();
    },
  };
}

/** Makes files of exchanges, one after the other. */
class FileMaker {
  readonly #settings: RecorderSettings;
  readonly #sequence = new Sequence();
  #run = this.#sequence.next(Date.now());
  readonly #redactions: Redactions;
  readonly #own: OwnCredentials;
  readonly #proof: { readonly prove: Prove; readonly respellings: Respellings };

  constructor(settings: RecorderSettings) {
    this.#settings = settings;
    this.#redactions = new Redactions(settings);
    this.#proof = { prove: settings.prove, respellings: new Respellings() };
    this.#own = new OwnCredentials(settings.credentials, (line) => settings.warn?.(line));
  }

  beginRun(): void {
    this.#run = this.#sequence.next(Date.now());
  }

  /** One for each, but none for an exchange that is only reported. */
  async filesOf(exchanges: readonly UpstreamExchange[]): Promise<ExchangeFile[]> {
    const files: ExchangeFile[] = [];
    let count = 0;
    let bytes = 0;
    // In the order of arrival: a token is known before it is used.
    for (const exchange of exchanges) {
      if (count >= maxTogether || bytes >= maxTogetherBytes) {
        await nextTurn();
        count = 0;
        bytes = 0;
      }
      const file = this.#fileOf(exchange);
      if (file) files.push(file);
      count += 1;
      bytes += sizeOf(exchange);
    }
    return files;
  }

  #fileOf(exchange: UpstreamExchange): ExchangeFile | undefined {
    const { pseudonymSeed, report } = this.#settings;
    const sequence = this.#sequence.next(exchange.startedAt);
    const facts = { sequence, run: this.#run, pseudonymised: pseudonymSeed !== undefined };
    try {
      const made = exchangeFile(plainExchange(exchange), this.#redactions.of(exchange.provider), facts, this.#proof);
      this.#own.lookAt(exchange, made.file);
      return made;
    } catch (error) {
      report(error instanceof WriteError ? error.message : `Cannot record ${nameOf(exchange)}: ${mistake(error)}`);
      return undefined;
    }
  }
}

function tell(
  { file, problem }: Omit<ExchangeFile, 'text'>,
  unwritten: Problem,
  report: RecorderSettings['report'],
): void {
  if (unwritten !== undefined) report(unwritten);
  else if (problem !== undefined) report(`Cannot replay ${file}: ${problem}. It is kept, but never played.`);
}

/** Other errors' messages may quote what was redacted. */
function mistake(error: unknown): string {
  if (error instanceof SecretLeftError) return 'a secret would stay in it. Please report this.';
  if (error instanceof TooManySecretsError) return `${error.message}.`;
  return `the program made a mistake (${error instanceof Error ? error.name : 'unknown'}). Please report this.`;
}

function problemOf({ ending, reply }: UpstreamExchange): string | undefined {
  if (ending === 'client-gone') return 'the client went away before its end';
  return ending === 'upstream-failed' || !reply ? 'the upstream broke it off' : undefined;
}

function sizeOf({ request, reply }: UpstreamExchange): number {
  const size = (body: CapturedBody | undefined) => (body && 'bytes' in body ? body.bytes.length : 0);
  return size(request.body) + size(reply?.body);
}

/** Names nothing that came from outside. */
function nameOf({ provider, operation, reply }: UpstreamExchange): string {
  return `${provider.name}/${operation ?? 'unknown'}${reply ? ` (status ${reply.status})` : ''}`;
}
