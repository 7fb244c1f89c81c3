import type { Difference, JudgedDifference } from '../kit/drift-note.ts';
import type { Exchange } from '../kit/exchange.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import { StateError } from '../kit/world/state-error.ts';
import type { Session } from '../sessions/session.ts';
import { askMock, openSession } from './ask-mock.ts';
import { Comparables, exactOf } from './comparable.ts';
import type { DriftReport, Finding, MetRule, NotJudged } from './finding.ts';
import { FindingList } from './finding-list.ts';
import { Judge } from './judge.ts';
import { type DriftSettings, sortRecordings } from './judgeable.ts';
import { type Answered, lostCall, MockBeside } from './mock-beside.ts';
import { type SeenExchange, type SeenRequest, seenCalls } from './seen-exchange.ts';

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

class DriftComparison {
  readonly #provider: Provider;
  readonly #beside: MockBeside;
  readonly #judge: Judge;
  readonly #comparables: Comparables;
  readonly #session: Session = openSession();
  readonly #notJudged: NotJudged[] = [];
  readonly #findings = new FindingList<Finding>();
  readonly #touched = new Set<string>();
  readonly #met = new Map<string, MetRule>();
  readonly #problems: string[] = [];
  #agree = 0;
  #drifted = 0;

  constructor(provider: Provider) {
    this.#provider = provider;
    this.#beside = new MockBeside(provider);
    this.#judge = new Judge(provider);
    this.#comparables = new Comparables(provider);
  }

  /** Puts aside what is too old, and what nobody can judge. */
  sort(settings: DriftSettings): { readonly stale: number; readonly seen: readonly SeenExchange[] } {
    const { stale, seen, notJudged } = sortRecordings(this.#provider, settings);
    this.#notJudged.push(...notJudged);
    return { stale, seen };
  }

  /** Begins in the state in which the real API was, as far as its replies tell. */
  begin(seen: readonly SeenExchange[]): void {
    this.#beside.knowCredentials(seen);
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
    const asked = this.#beside.request(seen);
    if (!asked) return this.#skip(seen.file, lostCall);
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

  /**
   * Nothing when an equal request was answered otherwise within the same second, or one whose credentials are hidden: then nobody
   * knows which is so.
   */
  #judgeOne(difference: Difference, own: Exchange, seen: SeenExchange, key: string): Finding | undefined {
    const earlier = this.#comparables.agreedBefore(key, difference);
    const isEqual = earlier !== undefined && earlier.exact === exactOf(seen.request);
    const isLater = earlier !== undefined && Math.floor(earlier.at / 1000) < Math.floor(seen.at / 1000);
    if (!earlier || (isLater && !(isEqual && seen.isStranger))) {
      return this.#found(this.#judge.judge(difference, own, earlier), seen);
    }
    const isContradicted = isEqual;
    return isContradicted ? undefined : this.#found(this.#judge.judge(difference, own, undefined), seen);
  }

  #found(judged: JudgedDifference, { operation, file, recordedAt }: SeenExchange): Finding {
    return { ...judged, provider: this.#provider.name, operation, recording: file, recordedAt, count: 1 };
  }

  /** Asks the mock. What a trial did is undone, so that the mock stays in step with the real API. */
  #ask(asked: SeenRequest, seen: SeenExchange): Promise<Answered> {
    const world = this.#session.world(this.#provider);
    const ask = (request: SeenRequest) => askMock(this.#provider, (work) => work(world), request);
    if (!this.#beside.isRefused(seen)) return this.#beside.answer(asked, seen, ask);
    const before = world.save();
    return this.#beside.answerRefusal(asked, seen, ask, () => world.load(before));
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
