import { isJsonObject, pointerSegments } from './json.ts';
import { describesSecret, isDescribed } from './secret-names.ts';
import type { SecretParts } from './secret-values.ts';
import { replaceSpellings, SpellingIndex } from './spellings.ts';

/** What stands in the place of a secret. */
export const mask = '***';

/** Replaces secret values wherever they stand in a text, also percent-encoded, JSON-escaped or in base64. */
export type TextMask = (text: string) => string;

/**
 * Makes the replacement for the secret values of one exchange. A batch may have thousands of them, so a text is read once
 * for all of them, not once for each.
 */
export function textMask(secrets: Iterable<string>): TextMask {
  const index = new SpellingIndex(false);
  for (const secret of secrets) index.add(secret, mask);
  return (text) => replaceSpellings(text, [index]);
}

/** A copy of a JSON value with the members of secret names masked, and secret values masked in every other string. */
export function maskJson(
  value: unknown,
  parts: Pick<SecretParts, 'isSecretName'>,
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
      isSecret(name) ? maskWhole(member) : maskJson(member, parts, maskText, name),
    ]),
  );
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
