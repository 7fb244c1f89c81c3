import type { ExampleRequest } from '../kit/example.ts';
import { isJsonObject, jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { type RealApi, StateNotSetError } from '../kit/real-api.ts';
import { isRefusal } from '../kit/real-facts.ts';
import { findProviderState, type StateValues, setUpRealState } from '../kit/world/provider-state.ts';
import { realApi } from '../verify/call-real-api.ts';
import { FreshValues } from './fresh-values.ts';
import { MadeThere } from './made-there.ts';
import { Pace } from './pace.ts';
import { shareKey } from './plan.ts';
import type { Made } from './progress.ts';
import type { ProveSettings } from './prove.ts';
import { type Sent, sendExample } from './send.ts';
import { credentialTrouble, Stopped, statusTrouble, upstreamTrouble } from './stopped.ts';
import type { Beginning, SkippedExample, Trial } from './trial.ts';

/** Requests in a row that the mock would have taken, and the real API refused: then its account has no rights, or is locked. */
const mostRefused = 3;

/** Sends trials one after the other, and stops where going on would tell nothing or harm the account. */
export class Run {
  sent = 0;
  readonly skipped: SkippedExample[] = [];
  readonly #provider: Provider;
  readonly #url: string;
  readonly #settings: ProveSettings;
  readonly #pace: Pace;
  readonly #api: RealApi;
  readonly #made: MadeThere;
  readonly #begun = new Map<string, StateValues>();
  #refused = 0;

  constructor(provider: Provider, url: string, settings: ProveSettings) {
    this.#provider = provider;
    this.#url = url;
    this.#settings = settings;
    this.#pace = new Pace(provider.rateLimits);
    this.#made = new MadeThere(provider, settings.progress);
    const api = realApi({ provider, url, env: settings.env });
    this.#api = {
      ...api,
      call: async (call) => {
        await this.#pace.turn(settings.signal);
        const reply = await api.call(call);
        this.sent += 1;
        const trouble = statusTrouble(reply);
        if (trouble !== undefined) throw new Stopped(trouble);
        return reply;
      },
    };
  }

  /** Sends all that was not sent before. Resolves to why it stopped before the end. */
  async all(trials: readonly Trial[]): Promise<string | undefined> {
    const { progress } = this.#settings;
    for (const trial of trials.filter(({ name }) => !progress.progress.done.includes(name))) {
      const stopped = await this.#one(trial).then(
        () => undefined,
        (error: unknown) => this.#whyStopped(error),
      );
      progress.save();
      if (stopped !== undefined) return stopped;
    }
    return undefined;
  }

  #whyStopped(error: unknown): string {
    if (this.#settings.signal.aborted) return 'it was interrupted';
    if (error instanceof Stopped) return error.message;
    throw error;
  }

  /** Removes what was made, where the API can; once the run was stopped nothing more is sent. Resolves to what stays. */
  async end(complete: readonly Trial[] | undefined): Promise<readonly Made[]> {
    const { progress } = this.#settings;
    const stays = complete ? await this.#made.removeAll((undo) => this.#api.call(undo)) : progress.progress.made;
    // What cannot be removed is told once.
    progress.progress.made = stays.filter(({ undo }) => undo !== undefined);
    if (complete) progress.finish(complete.map(({ name }) => name));
    else progress.save();
    return stays;
  }

  async #one(trial: Trial): Promise<void> {
    this.#settings.signal.throwIfAborted();
    const real = await this.#begin(trial);
    if (!real) return;
    const values = new FreshValues(this.#provider, this.#api, real);
    let last: Sent | undefined;
    for (const each of trial.requests) {
      const request = values.in(each);
      last = await this.#send(request);
      this.#noteMade(trial, request, last, values.emails);
    }
    if (last) this.#lookAt(trial, last);
    this.#settings.progress.progress.done.push(trial.name);
    this.#settings.tell(trial, last?.status ?? 0);
  }

  /** The real values of what an example begins with; nothing when it cannot begin. */
  async #begin(trial: Trial): Promise<Map<string, string> | undefined> {
    const real = new Map<string, string>();
    try {
      for (const beginning of trial.begins) {
        const made = await this.#beginning(beginning, trial);
        for (const [name, value] of Object.entries(beginning.values)) {
          const there = made[name];
          if (typeof there === 'string') real.set(value, there);
        }
      }
      return real;
    } catch (error) {
      if (!(error instanceof StateNotSetError)) throw error;
      this.skipped.push({
        name: trial.name,
        rule: trial.rule,
        reason: `its beginning could not be made: ${error.message}`,
      });
      return undefined;
    }
  }

  async #beginning(beginning: Beginning, { isRefused, name }: Trial): Promise<StateValues> {
    const key = shareKey(beginning, isRefused, name);
    const known = this.#begun.get(key);
    if (known) return known;
    const found = findProviderState([this.#provider], beginning.state);
    if (typeof found === 'string') throw new StateNotSetError(found);
    const made = await setUpRealState(found.state, this.#api, beginning.params);
    this.#begun.set(key, made);
    if (beginning.makes)
      this.#made.note(
        made,
        Object.values(made)
          .filter((value) => typeof value === 'string')
          .join(', '),
      );
    return made;
  }

  async #send(request: Parameters<typeof sendExample>[1]): Promise<Sent> {
    await this.#pace.turn(this.#settings.signal);
    const reply = await sendExample(this.#url, request);
    this.sent += 1;
    const trouble = upstreamTrouble(reply);
    if (trouble !== undefined) throw new Stopped(trouble);
    return reply;
  }

  #noteMade({ makes }: Trial, { method, path }: ExampleRequest, reply: Sent, emails: readonly string[]): void {
    if (isRefusal(this.#provider, { status: reply.status, body: jsonValue(reply.body) })) return;
    if (method === 'DELETE') this.#made.isGone(path);
    const body = jsonValue(reply.body);
    const made = isJsonObject(body) ? body : {};
    // An example may make something and remove something else.
    const isMade = method === 'POST' && (makes > 0 || this.#provider.undo?.(made) !== undefined);
    if (isMade) this.#made.note(made, emails.join(', '));
  }

  /** A single refusal may be a drift; several in a row, or one for the credential, are none. */
  #lookAt({ isRefused, name }: Trial, reply: Sent): void {
    if (isRefused) return;
    this.#refused = isRefusal(this.#provider, { status: reply.status, body: jsonValue(reply.body) })
      ? this.#refused + 1
      : 0;
    const trouble = credentialTrouble(reply);
    if (trouble !== undefined) throw new Stopped(`${trouble}, at ${name}`);
    if (this.#refused >= mostRefused)
      throw new Stopped(
        `${mostRefused} requests in a row were refused that the mock takes, the last one at ${name} with status ${reply.status}`,
      );
  }
}
