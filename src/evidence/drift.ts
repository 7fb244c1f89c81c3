import type { Exchange } from '../kit/exchange.ts';
import { readLedger } from '../kit/ledger.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { StateError } from '../kit/world/state-error.ts';
import type { Session } from '../sessions/session.ts';
import { askMock, openSession } from './ask-mock.ts';
import { Comparables, exactOf } from './comparable.ts';
import { ReplyComparison } from './compare-replies.ts';
import type { Difference } from './differences.ts';
import type { DriftReport, Finding, MetRule, NotJudged } from './finding.ts';
import { FindingList } from './finding-list.ts';
import { foreignCredentials } from './foreign-credentials.ts';
import { Judge } from './judge.ts';
import { type DriftSettings, sortRecordings } from './judgeable.ts';
import { refuses, type SeenExchange, type SeenRequest, seenCalls } from './seen-exchange.ts';
import { Translation } from './translation.ts';
import { withUnknownCredentials } from './unknown-credentials.ts';

/** Recordings in a row, after which others have their turn. */
const atOnce = 64;

/** Has a provider's mock answer all recorded requests again, and judges every difference. */
export async function driftOf(provider: Provider, settings: DriftSettings): Promise<DriftReport> {
  const comparison = new DriftComparison(provider);
  const { stale, seen } = comparison.sort(settings);
  comparison.begin(seen);
  for (const [index, exchange] of seen.entries()) {
    await comparison.compare(exchange);
    if (index % atOnce === atOnce - 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return comparison.report(settings.recordings.length, stale);
}

/** The mock's answer to a recorded request, and in what the real one is another. */
interface Answered {
  readonly own: Exchange;
  readonly differences: readonly Difference[];
}

class DriftComparison {
  readonly #provider: Provider;
  readonly #replies: ReplyComparison;
  readonly #judge: Judge;
  readonly #comparables: Comparables;
  readonly #translation: Translation;
  readonly #foreign = new Translation(() => false);
  readonly #session: Session = openSession();
  readonly #notJudged: NotJudged[] = [];
  readonly #findings = new FindingList();
  readonly #touched = new Set<string>();
  readonly #met = new Map<string, MetRule>();
  readonly #problems: string[] = [];
  #agree = 0;
  #drifted = 0;

  constructor(provider: Provider) {
    this.#provider = provider;
    this.#replies = new ReplyComparison(provider);
    this.#judge = new Judge(provider);
    this.#comparables = new Comparables(provider);
    this.#translation = new Translation((name) => this.#replies.isIssued(name));
  }

  /** Puts aside what is too old, and what nobody can judge. */
  sort(settings: DriftSettings): { readonly stale: number; readonly seen: readonly SeenExchange[] } {
    const { stale, seen, notJudged } = sortRecordings(this.#provider, settings);
    this.#notJudged.push(...notJudged);
    return { stale, seen };
  }

  /** Credentials that the API took, and that no reply here issued, are those that somebody has: the mock knows its own. */
  #knowCredentials(seen: readonly SeenExchange[]): void {
    for (const [real, own] of foreignCredentials(this.#provider, seen)) this.#foreign.know(real, own);
  }

  /** Begins in the state in which the real API was, as far as its replies tell. */
  begin(seen: readonly SeenExchange[]): void {
    this.#knowCredentials(seen);
    const state = this.#provider.realFacts?.stateBefore?.(seen.flatMap((each) => seenCalls(this.#provider, each)));
    if (!state) return;
    try {
      this.#session.replaceState(this.#provider, state);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.#problems.push(`What the recordings of ${this.#provider.name} tell contradicts itself: ${error.message}`);
    }
  }

  async compare(seen: SeenExchange): Promise<void> {
    const asked = this.#translation.request(seen.request);
    if (!asked) return this.#skip(seen.file, 'it depends on a call that the mock answered otherwise');
    this.#session.clock.freeze(seen.at);
    const { own, differences } = await this.#ask(asked, seen);
    for (const rule of own.rules) this.#touched.add(rule);
    const key = this.#comparables.keyOf(seen, own.rule ?? '');
    const findings = differences.map((difference) => this.#judgeOne(difference, own, seen, key));
    this.#comparables.note(key, seen, differences);
    const isContradicted = findings.includes(undefined);
    if (isContradicted) return this.#skip(seen.file, 'another recording of the same second contradicts it');
    if (findings.length === 0) this.#agreed(own, seen);
    else this.#drifted += 1;
    this.#findings.add(findings.filter((finding) => finding !== undefined));
  }

  /** Nothing when an equal request was answered otherwise within the same second: then nobody knows which is so. */
  #judgeOne(difference: Difference, own: Exchange, seen: SeenExchange, key: string): Finding | undefined {
    const earlier = this.#comparables.agreedBefore(key, difference);
    if (!earlier || Math.floor(earlier.at / 1000) < Math.floor(seen.at / 1000)) {
      return this.#judge.judge(difference, own, seen, earlier);
    }
    return earlier.exact === exactOf(seen.request) ? undefined : this.#judge.judge(difference, own, seen, undefined);
  }

  /**
   * Where only the real API refused, its credentials may have been refused: the mock is asked once more with others. What it
   * did by taking the request is undone, so that it stays in step with the real API.
   */
  async #ask(asked: SeenRequest, seen: SeenExchange): Promise<Answered> {
    const known = this.#foreign.request(asked) ?? asked;
    if (!refuses(this.#provider, seen.reply)) return this.#answer(known, seen);
    const world = this.#session.world(this.#provider);
    const before = world.save();
    const first = await this.#answer(known, seen);
    if (first.own.refused) return first;
    world.load(before);
    // Nobody knows whether credentials were good that are none of the configured ones.
    const isForeign = known !== asked;
    const stranger = isForeign ? asked : withUnknownCredentials(this.#provider, asked);
    const second = await this.#answer(stranger, seen);
    return second.own.refused && (isForeign || second.differences.length === 0) ? second : first;
  }

  async #answer(asked: SeenRequest, seen: SeenExchange): Promise<Answered> {
    const own = await askMock(this.#provider, this.#session, asked);
    if (!refuses(this.#provider, seen.reply)) {
      this.#translation.learn(seen.reply.json?.value, own.refused ? undefined : jsonValue(own.reply.body ?? ''));
    }
    return { own, differences: this.#replies.differences(own, seen, this.#translation) };
  }

  report(recordings: number, stale: number): DriftReport {
    const { name } = this.#provider;
    const rules = readLedger(this.#provider).rules.map(({ id }) => id);
    return {
      provider: name,
      recordings,
      compared: this.#agree + this.#drifted,
      agree: this.#agree,
      drifted: this.#drifted,
      stale,
      notJudged: this.#notJudged,
      met: [...this.#met.values()],
      unchecked: rules.filter((id) => !this.#touched.has(id)),
      findings: this.#findings.sorted(),
      problems: this.#problems,
    };
  }

  #agreed({ rules }: Exchange, { file, recordedAt, upstream }: SeenExchange): void {
    this.#agree += 1;
    const real = this.#provider.hosts.includes(hostOf(upstream));
    for (const rule of rules) this.#met.set(`${rule} ${real}`, { rule, recording: file, recordedAt, real });
  }

  #skip(recording: string, reason: string): void {
    this.#notJudged.push({ recording, reason });
  }
}

function hostOf(upstream: string): string {
  return URL.canParse(upstream) ? new URL(upstream).hostname : '';
}
