import type { PathValues } from './provider.ts';

/** A call that the real API answered, as a recording has it. */
export interface SeenCall {
  readonly operation: string;
  readonly params: PathValues;
  readonly query: URLSearchParams;
  /** A header of the request, by its name in lower case. */
  header(name: string): string | undefined;
  /** The JSON of the request's body; of JSON-RPC the params. */
  readonly input: unknown;
  readonly status: number;
  /** The JSON of the reply's body; of JSON-RPC the result, or the error. */
  readonly output: unknown;
  readonly refused: boolean;
}

/** What a provider can say of replies that are not the mock's own. Each member has a default. */
export interface RealFacts<State extends object = object> {
  /** Whether a body refuses the call, whatever the status; a status of 400 and more always does. */
  readonly refuses?: (body: unknown) => boolean;
  /**
   * The state in which the real API was before the first of these calls, as far as they tell: what it took exists, what it
   * refused as unknown does not, and what it called taken was there unless one of the calls made it.
   */
  readonly stateBefore?: (calls: readonly SeenCall[]) => State;
  /** Operations whose replies show what no call tells beforehand: their values are not compared, only their kinds. */
  readonly byShape?: readonly string[];
}

/** Whether a reply refuses, as far as it says so itself. @param body The JSON of its body, if it is any. */
export function isRefusal(
  { realFacts }: { readonly realFacts?: Pick<RealFacts, 'refuses'> },
  { status, body }: { readonly status: number; readonly body: unknown },
): boolean {
  return status >= 400 || (body !== undefined && realFacts?.refuses?.(body) === true);
}

/** Ids that calls name, by what became of them. */
export interface NamedIds {
  readonly taken: ReadonlySet<string>;
  /** Refused as unknown. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * The ids of one kind in calls.
 *
 * @param idsIn Those that a call names; what is no text is none.
 * @param isUnknown Whether a refused call was refused because there is no such id.
 */
export function namedIds(
  calls: readonly SeenCall[],
  idsIn: (call: SeenCall) => readonly unknown[],
  isUnknown: (call: SeenCall) => boolean,
): NamedIds {
  const idsOf = (some: readonly SeenCall[]) =>
    new Set(some.flatMap((call) => idsIn(call).filter((id) => typeof id === 'string')));
  const refused = calls.filter((call) => call.refused);
  return { taken: idsOf(calls.filter((call) => !call.refused)), unknown: idsOf(refused.filter(isUnknown)) };
}

/** Facts that exist: the mock's own but for those that were refused as unknown, and those that were taken. */
export function existingIds(own: readonly string[], { taken, unknown }: NamedIds): string[] {
  return [...new Set([...own.filter((id) => taken.has(id) || !unknown.has(id)), ...taken])];
}

/** Records that were there before a call made them, in the order in which calls tell of them. */
export class RecordsBefore<Item> {
  readonly #keyOf: (item: Item) => string;
  readonly #made = new Set<string>();
  readonly #before = new Map<string, Item>();
  readonly #guesses = new Map<string, Item>();

  constructor(keyOf: (item: Item) => string) {
    this.#keyOf = keyOf;
  }

  /** A call has made the record of this key: what tells of it later tells nothing of before. */
  made(key: string): void {
    this.#made.add(key);
  }

  /** A call shows a record. */
  seen(item: Item): void {
    this.#tell(item, this.#before);
  }

  /** A call tells that there is a record, and no more of it than its key: what another shows of it is better. */
  guessed(item: Item): void {
    this.#tell(item, this.#guesses);
  }

  values(): Item[] {
    return [
      ...this.#before.values(),
      ...[...this.#guesses].flatMap(([key, item]) => (this.#before.has(key) ? [] : [item])),
    ];
  }

  #tell(item: Item, into: Map<string, Item>): void {
    const key = this.#keyOf(item);
    if (!this.#made.has(key) && !into.has(key)) into.set(key, item);
  }
}

/** A text of whatever stands in a call: an object from outside may have a member named toString. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
