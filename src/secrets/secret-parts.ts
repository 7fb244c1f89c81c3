import type { Provider } from '../kit/provider.ts';
import { annotatedNames } from '../kit/schema/annotated-names.ts';
import { ownWordsOf } from './own-words.ts';
import { isSecretRole } from './places.ts';
import { isSecretWord, mayBeNamed } from './secret-names.ts';

/** Headers that are secret with every provider, by a part of their names: clients send credentials to the wrong one, too. */
const secretHeaders = /authorization|cookie|token|api-?key|secret|password/i;

/** What is secret in the parts of a request; names have no case. */
export interface SecretParts {
  isSecretHeader(name: string): boolean;
  isSecretName(name: string): boolean;
  /** Whether a schema says so. */
  isDeclaredName(name: string): boolean;
  /** Whether a value is none of the secrets that its member's name promises. */
  isHarmless?(value: string): boolean;
}

/** What a provider declares as secret, and what is secret everywhere. */
export function secretParts(provider: Provider): SecretParts {
  const declared = provider.secrets.flatMap((place) =>
    place.in === 'header' && isSecretRole(place) ? [place.name] : [],
  );
  const names = annotatedNames(provider.schemas, 'x-secret');
  const inQuery = provider.secrets.flatMap((place) =>
    place.in === 'query' && isSecretRole(place) ? [place.name.toLowerCase()] : [],
  );
  const isDeclaredName = (name: string) => {
    const last = lastPart(name).toLowerCase();
    return names.has(last) || inQuery.includes(last);
  };
  return {
    isDeclaredName,
    isSecretHeader: (name) => declared.includes(name.toLowerCase()) || secretHeaders.test(name) || isSecretWord(name),
    isSecretName: (name) => isDeclaredName(name) || isSecretWord(name),
  };
}

/** In replies the words of the schemas are no secrets, such as the code in `{"token": "WRONG_TOKEN"}`. */
export function replyParts(provider: Provider, parts: SecretParts): SecretParts {
  const words = ownWordsOf(provider);
  return { ...parts, isHarmless: (value) => words.has(value.toLowerCase()) };
}

/** Of `user[password]` and `user.password` what is in the end meant. */
function lastPart(name: string): string {
  return /[.\]]/.test(name) ? (name.match(/[^.[\]]+/g)?.at(-1) ?? name) : name;
}

/** Whether a body that cannot be read may hold a secret, so that it must not be shown. */
export function mayHoldSecrets(provider: Provider, body: string): boolean {
  const hasPlaces = provider.secrets.some((place) => place.in === 'body');
  return hasPlaces || annotatedNames(provider.schemas, 'x-secret').size > 0 || mayBeNamed.test(body);
}
