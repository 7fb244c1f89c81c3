import type { Provider } from '../kit/provider.ts';
import type { SeenRequest } from './seen-exchange.ts';

/** A request with credentials in it that nobody has, each of the form of the one in its place. */
export function withUnknownCredentials({ credentials, secrets }: Provider, request: SeenRequest): SeenRequest {
  const roles = new Set(secrets.map(({ role }) => role));
  const own = Object.entries(credentials).filter(([name, value]) => value !== '' && isSecret(name, roles));
  const replaced = (text: string) =>
    own.reduce((changed, [, value]) => changed.replaceAll(value, strangerTo(value)), text);
  return {
    ...request,
    path: replaced(request.path),
    query: replaced(request.query),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, replaced(value)])),
    body: Buffer.from(replaced(request.body.toString('latin1')), 'latin1'),
  };
}

/** Credentials of further callers are named after their role: `read_only_token`. */
function isSecret(name: string, roles: ReadonlySet<string>): boolean {
  return [...roles].some((role) => name === role || name.endsWith(`_${role}`));
}

/** The same form, other characters: the beginning stays, by which some APIs tell kinds of tokens. */
function strangerTo(value: string): string {
  const kept = Math.min(4, Math.floor(value.length / 2));
  const others = value.slice(kept).replaceAll(/[0-9]/g, '0').replaceAll(/[a-f]/g, 'a').replaceAll(/[g-z]/g, 'x');
  return value.slice(0, kept) + others;
}
