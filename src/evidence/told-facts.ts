import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { SeenCall } from '../kit/real-facts.ts';

type State = Readonly<Record<string, unknown>>;

/** Calls that are remembered: together they tell more than each by itself, and reading them all takes its time. */
const mostCalls = 500;

/** What replies of the real API told so far of what was there before the mock was asked. */
export class ToldFacts {
  readonly #provider: Provider;
  readonly #calls: SeenCall[] = [];
  /** The records that are there because they were told: what later replies tell of them is better. */
  readonly #told = new Set<string>();

  constructor(provider: Provider) {
    this.#provider = provider;
  }

  /**
   * A state with what calls tell: what the API took is there, what it refused as unknown is not. Nothing when they tell nothing
   * that the state has not.
   */
  addTo(state: () => object, calls: readonly SeenCall[]): State | undefined {
    const { stateBefore } = this.#provider.realFacts ?? {};
    if (!stateBefore) return undefined;
    this.#calls.push(...calls);
    this.#calls.splice(0, Math.max(0, this.#calls.length - mostCalls));
    const untold = membersOf(stateBefore([]));
    // Most calls tell nothing, and only where one does, all of them are read once more.
    if (textOf(membersOf(stateBefore(calls))) === textOf(untold)) return undefined;
    const told = membersOf(stateBefore(this.#calls));
    const names = Object.keys(told).filter((name) => textOf(told[name]) !== textOf(untold[name]));
    if (names.length === 0) return undefined;
    const before = membersOf(state());
    const after = { ...before };
    for (const name of names) after[name] = this.#merged(before[name], untold[name], told[name]);
    return textOf(after) === textOf(before) ? undefined : after;
  }

  /** A list without what the calls say is gone, and with what they say is there; anything else as they say it. */
  #merged(before: unknown, untold: unknown, told: unknown): unknown {
    if (!Array.isArray(told)) return told;
    const [had, has] = [textsOf(untold), textsOf(told)];
    const kept = listOf(before).filter((item) => has.has(textOf(item)) || !had.has(textOf(item)));
    const added = new Map(told.filter((item) => !had.has(textOf(item))).map((item) => [keyOf(item), item]));
    const merged = kept.map((item) => {
      const newer = added.get(keyOf(item));
      added.delete(keyOf(item));
      // What the mock made or changed itself stays: else it could never be seen to be wrong.
      return newer !== undefined && this.#told.has(textOf(item)) ? this.#tell(newer) : item;
    });
    for (const item of added.values()) this.#tell(item);
    return [...merged, ...added.values()];
  }

  #tell(item: unknown): unknown {
    this.#told.add(textOf(item));
    return item;
  }
}

function membersOf(state: object): Record<string, unknown> {
  return isJsonObject(state) ? state : {};
}

function listOf(items: unknown): readonly unknown[] {
  return Array.isArray(items) ? items : [];
}

function textsOf(items: unknown): Set<string> {
  return new Set(listOf(items).map(textOf));
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}

/** A record is known by its id; one without is only known by itself. */
function keyOf(item: unknown): unknown {
  return isJsonObject(item) && item.id !== undefined ? item.id : textOf(item);
}
