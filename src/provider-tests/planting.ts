import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { canaries } from './canaries.ts';
import type { Sent, ValidCall } from './valid-calls.ts';

/** One way in which a secret gets into a request. */
export interface Planting {
  readonly canary: keyof typeof canaries;
  /** What changes of the valid call; nothing where it has no such place. */
  readonly plant: (call: ValidCall, secret: string, provider: Provider) => Partial<Sent> | undefined;
  /** Whether the reply may quote it: what stands where no secret belongs goes back to that client alone. */
  readonly isQuoted?: true;
}

/** Puts a secret into a valid call. */
export type Plant = Planting['plant'];

export function inHeader(name: string, spell = (secret: string) => secret): Plant {
  return ({ headers }, secret) => ({ headers: { ...headers, [name]: spell(secret) } });
}

export function inBody(change: (body: object, secret: string) => unknown): Plant {
  return (call, secret) => {
    const body: unknown = JSON.parse(call.body(1) || '{}');
    const changed = isJsonObject(body) ? change(body, secret) : undefined;
    return changed === undefined ? undefined : { body: changed };
  };
}

/** In the place of every password of a body; nothing for a body that has none. */
export function asPasswords(body: unknown, value: unknown, names = /passw/i): object | undefined {
  const text = JSON.stringify(body, (name, member) => (names.test(name) ? value : member));
  return text === JSON.stringify(body) ? undefined : JSON.parse(text);
}

/** In place of what JSON-RPC's `params` hold; nothing for a body without them. */
export function inParams(change: (params: readonly unknown[], secret: string) => unknown): Plant {
  return inBody((body, secret) => {
    const params: unknown = 'params' in body ? body.params : undefined;
    return Array.isArray(params) ? { ...body, params: change(params, secret) } : undefined;
  });
}

export const inOwnHeaders: Plant = (call, secret, { secrets }) => {
  const names = secrets.flatMap((place) => (place.in === 'header' ? [place.name] : []));
  const spelled = names.map((name) => [name, name === 'authorization' ? `Bearer ${secret}` : secret]);
  return names.length > 0 ? { headers: { ...call.headers, ...Object.fromEntries(spelled) } } : undefined;
};

export const inOwnPath: Plant = ({ path }, secret, { secrets, credentials }) => {
  const { token } = credentials;
  const hasToken = secrets.some((place) => place.in === 'path') && token !== undefined && path.includes(token);
  return hasToken ? { path: path.replace(token, secret) } : undefined;
};

/** In the query of each key that a provider takes there. */
export const inOwnQuery: Plant = ({ path }, secret, { secrets, credentials }) => {
  const keys = secrets.flatMap((place) => (place.in === 'query' ? [credentials[place.role] ?? ''] : []));
  const planted = keys.reduce((text, key) => text.replace(`=${encodeURIComponent(key)}`, `=${secret}`), path);
  return planted === path ? undefined : { path: planted };
};

/** A path with further parameters in its query. */
export function withQuery(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
