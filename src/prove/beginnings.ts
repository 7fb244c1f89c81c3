import { isDeepStrictEqual } from 'node:util';
import { openSession } from '../evidence/ask-mock.ts';
import type { Example } from '../kit/example.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { ProviderState, StateParam } from '../kit/world/provider-state.ts';
import { credentialVariable } from '../secrets/credential.ts';
import type { Beginning } from './trial.ts';

/** An example whose beginning nobody can make at the real API; the message is a clause. */
export class NoBeginningError extends Error {
  override readonly name = 'NoBeginningError';
}

/** What the mock has stored before anything happens, by store. */
export function storedAtFirst(provider: Provider, state?: object): Readonly<Record<string, readonly unknown[]>> {
  const session = openSession();
  if (state) session.replaceState(provider, state);
  const dump = provider.state.dump(session.world(provider).stores);
  return Object.fromEntries(Object.entries(dump).filter(([, records]) => Array.isArray(records)));
}

/**
 * The provider states that make what an example begins with. Throws a NoBeginningError when there are none.
 *
 * @param sent All that its requests send.
 */
export function beginningsOf(provider: Provider, { given = {} }: Example, sent: string): Beginning[] {
  if (!given.state) return [];
  const usual = storedAtFirst(provider);
  return Object.entries(given.state).flatMap(([store, records]) => {
    if (!Array.isArray(records)) throw new NoBeginningError(`it begins with ${store}, which no provider state makes`);
    const own = records.filter((record) => !usual[store]?.some((known) => isDeepStrictEqual(known, record)));
    return own.map((record) => {
      requireKnown(record, sent);
      return beginningOf(provider, store, record);
    });
  });
}

/** At the real API a record has a password and keys of its own, which no reply tells. */
function requireKnown(record: unknown, sent: string): void {
  const secrets = isJsonObject(record) ? Object.entries(record).filter(([name]) => /passw|key$/i.test(name)) : [];
  const used = secrets.find(([, value]) => typeof value === 'string' && value !== '' && sent.includes(value));
  if (used) throw new NoBeginningError(`it needs the ${used[0]} of what it begins with`);
}

function beginningOf(provider: Provider, store: string, record: unknown): Beginning {
  const state = provider.providerStates.find(({ makes }) => makes?.store === store);
  if (!state?.makes || !isJsonObject(record))
    throw new NoBeginningError(`it begins with ${store}, which no provider state makes`);
  const { members } = state.makes;
  const memberOf = (name: string): StateParam | undefined => {
    const value = record[members[name] ?? ''];
    return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
  };
  const names = Object.keys(state.params).filter((name) => memberOf(name) !== undefined);
  const params = Object.fromEntries(names.map((name) => [name, memberOf(name) ?? '']));
  const values = Object.keys(members).flatMap((name) => {
    const value = memberOf(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  if (values.some(([, value]) => isOwnCredential(provider, value)))
    throw new NoBeginningError(`it begins with ${store} of the caller's own, changed`);
  return {
    key: JSON.stringify([state.name, record]),
    state: state.name,
    params,
    values: Object.fromEntries(values),
    makes: true,
  };
}

/** Whether a value is a published credential, such as an organization or a user; ids are none. */
function isOwnCredential({ credentials, secrets }: Provider, value: string): boolean {
  return secrets.some(({ role }) => credentials[role] === value);
}

/** A token that the API itself gives out: the state that gets one there. Nothing when somebody must have it before. */
export function issuedBeginning(provider: Provider, name: string): Beginning | undefined {
  const published = provider.credentials[name];
  const isIssued = provider.secrets.some(({ role, issuedBy }) => role === name && issuedBy !== undefined);
  if (published === undefined || !isIssued) return undefined;
  const state = provider.providerStates.find((each) => gives(provider, each, name, published));
  return state && { key: state.name, state: state.name, params: {}, values: { [name]: published }, makes: false };
}

function gives(provider: Provider, state: ProviderState, name: string, published: string): boolean {
  if (Object.keys(state.params).length > 0) return false;
  return state.apply(openSession().world(provider), {})[name] === published;
}

/** Why credentials or ids that stand in an example's requests cannot be sent, or nothing. */
export function missingFor(provider: Provider, text: string, env: Readonly<Record<string, string | undefined>>) {
  const used = Object.entries(provider.credentials).filter(([, published]) => text.includes(published));
  const missing = used.filter(([name]) => !env[credentialVariable(provider.name, name)]?.trim());
  const issued = missing.flatMap(([name]) => issuedBeginning(provider, name) ?? []);
  const unknown = missing.filter(([name]) => issuedBeginning(provider, name) === undefined);
  return { issued, variables: unknown.map(([name]) => credentialVariable(provider.name, name)) };
}
