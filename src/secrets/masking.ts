import { isJsonObject, pointerSegments } from '../kit/protocols/json.ts';
import { describesSecret, isDescribed } from './secret-names.ts';
import type { SecretParts } from './secret-parts.ts';
import { replaceSpellings, SpellingIndex, shortestElsewhere } from './spellings.ts';

/** What stands in the place of a secret. */
export const mask = '***';

/**
 * Different secrets of one exchange that are looked for. Each may be spelled in a dozen ways, so a body that is nothing but
 * secrets would take seconds; no real exchange has a tenth of these.
 */
export const maxSecrets = 5_000;

/** Replaces secret values wherever they stand in a text, however they are spelled. */
export type TextMask = (text: string) => string;

/**
 * Makes the replacement for secret values. There may be thousands of them, so a text is read once for all of them, not once
 * for each. @param known Secrets of others, which are masked, too.
 */
export function textMask(secrets: Iterable<string>, known?: SpellingIndex): TextMask {
  const indexes = [secretIndex(secrets), ...(known ? [known] : [])];
  return (text) => replaceSpellings(text, indexes);
}

/** Finds secrets, for the mask to stand in their places. */
export function secretIndex(secrets: Iterable<string>): SpellingIndex {
  const index = new SpellingIndex(false);
  for (const secret of secrets) index.add(secret, mask);
  return index;
}

/** The same for the secret values of one exchange. Of one that has more than are looked for, no text is shown at all. */
export function exchangeMask(secrets: readonly string[], known?: SpellingIndex): TextMask {
  const searched = secrets.filter(({ length }) => length >= shortestElsewhere);
  return searched.length > maxSecrets ? () => mask : textMask(searched, known);
}

/** A copy of a JSON value with the members of secret names masked, and secret values masked in every other string. */
export function maskJson(
  value: unknown,
  parts: Pick<SecretParts, 'isSecretName' | 'isHarmless'>,
  maskText: TextMask,
  around?: string,
): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return maskText(String(value)) === String(value) ? value : mask;
  if (Array.isArray(value)) return value.map((item) => maskJson(item, parts, maskText, around));
  if (!isJsonObject(value)) return value;
  const described = describesSecret(value, around, parts.isSecretName);
  const isSecret = (name: string) => parts.isSecretName(name) || (described && isDescribed(name));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      maskText(name),
      isSecret(name) && !isHarmless(member, parts) ? maskWhole(member) : maskJson(member, parts, maskText, name),
    ]),
  );
}

function isHarmless(value: unknown, parts: Pick<SecretParts, 'isHarmless'>): boolean {
  return typeof value === 'string' && parts.isHarmless?.(value) === true;
}

/** An absent or empty secret is worth seeing, and no secret. */
function maskWhole(value: unknown): unknown {
  return value === '' || value === null || value === undefined ? value : mask;
}

/** A copy with the value at a JSON pointer masked; of a list of JSON-RPC calls, the value in each. */
export function maskAt(value: unknown, pointer: string): unknown {
  if (Array.isArray(value)) return value.map((member) => maskSegments(member, pointerSegments(pointer)));
  return maskSegments(value, pointerSegments(pointer));
}

function maskSegments(value: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (segment === undefined) return maskWhole(value);
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === segment ? maskSegments(item, rest) : item));
  if (!isJsonObject(value) || !Object.hasOwn(value, segment)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === segment ? maskSegments(member, rest) : member]),
  );
}
