import { suggestion } from '../did-you-mean.ts';
import type { JsonObject } from '../protocols/http.ts';
import { isJsonObject } from '../protocols/json.ts';
import type { Provider } from '../provider.ts';
import type { RealApi } from '../real-api.ts';
import type { StoreSet, World } from './world.ts';

/** What a param of a provider state can be. */
export type StateParam = string | boolean;

/** The values of a state's params, of the kinds of their defaults. */
export type StateParams<Defaults extends Readonly<Record<string, StateParam>>> = {
  readonly [Name in keyof Defaults]: Defaults[Name] extends boolean
    ? boolean
    : Defaults[Name] extends string
      ? string
      : StateParam;
};

/** What a state answers a verifier with, for the values of a contract that come from the state. */
export type StateValues = Readonly<Record<string, StateParam>>;

/** What a provider state makes, in the words of the stored state. */
export interface MadeRecord {
  /** The collection in which it is stored. */
  readonly store: string;
  /** The record's members by the names of the state's params and values. */
  readonly members: Readonly<Record<string, string>>;
  /** Members of requests whose texts must be free, beside emails. */
  readonly unique?: readonly string[];
}

/** Something that a contract asks of a provider before a request, such as "a Leeloo account exists". */
export interface ProviderState<
  Stores extends StoreSet = StoreSet,
  Defaults extends Readonly<Record<string, StateParam>> = Readonly<Record<string, StateParam>>,
> {
  /** It names the API, since one address takes the states of all. */
  readonly name: string;
  /** Its params, each with the value that counts when it is left out. */
  readonly params: Defaults;
  /** The record that it makes, where it makes one: so examples that begin with such a one can begin at the real API. */
  readonly makes?: MadeRecord;
  /** Makes the state hold without undoing what holds already. Throws a ProviderStateError when it cannot. */
  apply(world: World<Stores>, params: StateParams<Defaults>): StateValues;
  /**
   * Makes the state hold at the real API, by what is free there: it never changes what somebody else made. Throws, or
   * rejects with, a StateNotSetError when it cannot.
   */
  applyReal(api: RealApi, params: StateParams<Defaults>): StateValues | Promise<StateValues>;
}

/** Makes `defineState` for one provider: its stores are fixed, the kinds of the params are inferred. */
export function providerStates<Stores extends StoreSet>() {
  return <const Defaults extends Readonly<Record<string, StateParam>>>(
    state: ProviderState<Stores, Defaults>,
  ): ProviderState<Stores, Defaults> => state;
}

/** A provider state that cannot be set up. The message says what was found and what to do. */
export class ProviderStateError extends Error {
  override readonly name = 'ProviderStateError';

  /** @param found What was found, and what to do, as sentences: `it has no param "mail". It takes email.` */
  constructor(state: string, found: string, options?: ErrorOptions) {
    super(`Cannot set up the provider state "${state}": ${found}`, options);
  }
}

/** A provider's state that is to be set up, and with what. */
export interface WantedState {
  readonly provider: Provider;
  readonly state: ProviderState;
  readonly params: Readonly<Record<string, StateParam>>;
}

/** A state with its params. Throws a ProviderStateError when a param is unknown or of the wrong kind. */
export function wantedState(provider: Provider, state: ProviderState, given: unknown): WantedState {
  return { provider, state, params: readParams(state, given) };
}

/**
 * Sets up states one after the other in their providers' worlds, and returns their values together. Throws a
 * ProviderStateError, and changes nothing, when what would be stored breaks the schema of the stored records.
 */
export function applyStates(wanted: readonly WantedState[], worldOf: (provider: Provider) => World): StateValues {
  const byProvider = Map.groupBy(wanted, ({ provider }) => provider);
  const apply = (): StateValues => {
    const values = wanted.map(({ provider, state, params }) => state.apply(worldOf(provider), params));
    // Once for all of a provider's: each time everything that is stored is looked at.
    for (const [provider, states] of byProvider) requireStorable(provider, worldOf(provider), states);
    return Object.assign({}, ...values);
  };
  const inTransactions = [...byProvider.keys()].reduce<() => StateValues>(
    (change, provider) => () => worldOf(provider).transaction(change, () => true),
    apply,
  );
  return inTransactions();
}

function requireStorable(provider: Provider, world: World, states: readonly WantedState[]): void {
  const [complaint] = provider.schemas.complaints('state', provider.state.dump(world.stores));
  if (complaint === undefined) return;
  const names = states.map(({ state }) => state.name).join('", "');
  throw new ProviderStateError(names, `its params give a record whose ${complaint}.`);
}

/** Sets up a state at the real API. Rejects with a StateNotSetError, or with a ProviderStateError for a wrong param. */
export async function setUpRealState(state: ProviderState, api: RealApi, given: unknown): Promise<StateValues> {
  return state.applyReal(api, readParams(state, given));
}

function readParams({ name, params }: ProviderState, given: unknown): Record<string, StateParam> {
  const sent: JsonObject = isJsonObject(given) ? given : {};
  const unknown = Object.keys(sent).find((param) => !Object.hasOwn(params, param));
  if (unknown !== undefined) {
    const known = Object.keys(params);
    const hint = known.length > 0 ? `It takes ${known.join(', ')}.` : 'It takes none.';
    throw new ProviderStateError(name, `it has no param "${unknown.slice(0, 200)}". ${hint}`);
  }
  const values = Object.entries(params).map(([param, byDefault]) => {
    const value = sent[param] ?? byDefault;
    const read = typeof byDefault === 'boolean' ? readBoolean(value) : readString(value);
    if (read !== undefined) return [param, read] as const;
    throw new ProviderStateError(
      name,
      `its param "${param}" is no ${typeof byDefault}. Send ${JSON.stringify(byDefault)}.`,
    );
  });
  return Object.fromEntries(values);
}

/** A verifier that sends its params in a query sends all of them as texts. */
function readBoolean(value: unknown): boolean | undefined {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' ? value : undefined;
}

function readString(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;
}

/** The wanted text where it is free, else the first numbered variation of it that is. */
export function firstFree(
  wanted: string,
  isTaken: (text: string) => boolean,
  vary: (number: number) => string,
): string {
  let free = wanted;
  for (let number = 2; isTaken(free); number += 1) free = vary(number);
  return free;
}

/** An email that nobody has: the wanted one, or the same with a number before its `@`. */
export function freeEmail(wanted: string, isTaken: (email: string) => boolean): string {
  const at = wanted.includes('@') ? wanted.lastIndexOf('@') : wanted.length;
  return firstFree(wanted, isTaken, (number) => `${wanted.slice(0, at)}.${number}${wanted.slice(at)}`);
}

/** A state and whose it is; a message that lists those that there are when none has this name. */
export function findProviderState(
  providers: readonly Provider[],
  name: string,
): { readonly provider: Provider; readonly state: ProviderState } | string {
  const all = providers.flatMap((provider) => provider.providerStates.map((state) => ({ provider, state })));
  const found = all.find(({ state }) => state.name === name);
  if (found) return found;
  const names = all.map(({ state }) => state.name);
  return `Cannot set up the provider state "${name.slice(0, 200)}": there is none of this name. ${suggestion(name, names, (each) => `"${each}"`)}`;
}
