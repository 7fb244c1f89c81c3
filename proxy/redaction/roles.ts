import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import { oncePerName } from '../../src/kit/once-per.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { annotatedNames } from '../../src/kit/schema/annotated-names.ts';
import { personalKinds, secretKinds } from '../../src/kit/schema/annotations.ts';
import { placesOf } from '../../src/secrets/places.ts';
import { isSecretWord, mayBeNamed } from '../../src/secrets/secret-names.ts';
import { secretParts } from '../../src/secrets/secret-parts.ts';
import { secretRules } from './secret-rules.ts';
import type { Role, SecretMeaning } from './template.ts';

/** The name of a member of a JSON text, or the index of an item. */
export type JsonSegment = string | number;

/** What a provider says of the values in a message. */
export interface Roles {
  /** Of a header, by its name in lower case. */
  ofHeader(name: string): Role | undefined;
  /** Of a query parameter, a form field, or a name in a text that is not JSON. */
  ofName(name: string): Role | undefined;
  /** Of a declared place in a JSON text, whatever the names on the way to it. */
  ofPlace(path: readonly JsonSegment[]): Role | undefined;
  /** Whether a text may have a name in it that is secret; without one it need not be read. */
  mayName(text: string): boolean;
}

const rolesBothWays = oncePerName((provider: Provider, operation) => ({
  request: makeRoles(provider, operation, 'request'),
  reply: makeRoles(provider, operation, 'reply'),
}));

/** @param from Declared places of a body are places of the request; names are secret on both ways. */
export function rolesOf(provider: Provider, operation: string | undefined, from: 'request' | 'reply'): Roles {
  return rolesBothWays(provider, operation)[from];
}

function makeRoles(provider: Provider, operation: string | undefined, from: 'request' | 'reply'): Roles {
  const parts = secretParts(provider);
  const secrets = annotatedNames(provider.schemas, 'x-secret');
  const personal = annotatedNames(provider.schemas, 'x-personal');
  // Mostly a schema annotates names that are secret everywhere.
  const hasOtherNames = [...secrets.keys()].some((name) => !isSecretWord(name));
  const places = placesOf(provider, operation);
  const rules = from === 'request' ? secretRules(provider, operation) : undefined;
  const inQuery = from === 'request' ? places.filter((place) => place.in === 'query') : [];
  const ofName = remembering((name: string): Role | undefined => {
    const place = inQuery.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (place) return { secret: place.role };
    if (parts.isSecretName(name)) {
      const fits = rules?.get(name.toLowerCase());
      const declared = secretKinds.find((kind) => kind === secrets.get(name.toLowerCase()));
      return { ...(declared ? { secret: declared } : namedRole(name)), ...(fits && { fits }) };
    }
    const kind = personalKinds.find((known) => known === personal.get(name.toLowerCase()));
    return kind && { personal: kind };
  });
  const pointers =
    from === 'reply'
      ? []
      : places.flatMap((place) =>
          place.in === 'body' ? [{ role: place.role, segments: pointerSegments(place.pointer) }] : [],
        );
  return {
    ofName,
    ofHeader: remembering((name) => {
      const place = provider.secrets.find((declared) => declared.in === 'header' && declared.name === name);
      if (place) return { secret: place.role };
      return parts.isSecretHeader(name) ? namedRole(name) : undefined;
    }),
    ofPlace: (path) => {
      // The calls of a batch are in a list.
      const first = typeof path[0] === 'number' ? 1 : 0;
      const declared = pointers.find(({ segments }) =>
        segments.every((segment, index) => String(path[first + index]) === segment),
      );
      return declared && { secret: declared.role };
    },
    mayName: (text) => mayBeNamed.test(text) || hasOtherNames,
  };
}

/** Names that are remembered with their roles; messages say the same ones over and over, but anybody may send others. */
const maxNames = 1_000;
const longestName = 64;

function remembering(roleOf: Roles['ofName']): Roles['ofName'] {
  const known = new ForgettingMap<Role | 'none'>(maxNames, longestName);
  return (name) => {
    const told = known.get(name);
    if (told !== undefined) return told === 'none' ? undefined : told;
    const role = roleOf(name);
    known.set(name, role ?? 'none');
    return role;
  };
}

/** What a cookie is. */
export const cookieRole = { secret: 'token', by: 'cookie' } as const satisfies Role;

/** What a name says that is secret everywhere. */
export function namedRole(name: string): SecretMeaning {
  const cookies = name.toLowerCase();
  if (cookies === 'cookie' || cookies === 'set-cookie') return { ...cookieRole, cookies };
  return { secret: kindOf(name), by: 'name' };
}

/** The role of the value in `{"name": "Authorization", "value": "..."}`, as lists of headers and fields have it. */
export function describedRole(names: readonly string[], { ofName, ofHeader }: Roles): Role | undefined {
  const roles = names.flatMap((name) => ofName(name) ?? ofHeader(name.toLowerCase()) ?? []);
  return roles.find((role) => 'secret' in role) ?? roles[0];
}

function kindOf(name: string): 'password' | 'api_key' | 'token' {
  if (/pass|pwd/i.test(name)) return 'password';
  return /key/i.test(name) ? 'api_key' : 'token';
}
