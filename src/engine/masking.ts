import { isJsonObject, pointerSegments } from './json.ts';
import type { SecretParts } from './secret-values.ts';

/** What stands in the place of a secret. */
export const mask = '***';

/** Shorter values are only masked at their declared place: they would hide half of every text. */
const shortestElsewhere = 6;

/** Replaces secret values wherever they stand in a text, also percent-encoded, JSON-escaped or in base64. */
export type TextMask = (text: string) => string;

/**
 * Makes the replacement for the secret values of one exchange. A batch may have thousands of them, so a text is read once
 * for all of them, not once for each.
 */
export function textMask(secrets: Iterable<string>): TextMask {
  const spellings = [...secrets]
    .filter((secret) => secret.length >= shortestElsewhere)
    .flatMap(spellingsOf)
    .sort((one, other) => other.length - one.length);
  const byBeginning = Map.groupBy(spellings, (spelling) => beginningAt(spelling));
  return (text) => (byBeginning.size === 0 ? text : maskSpellings(text, byBeginning));
}

function beginningAt(text: string, at = 0): string {
  return text.slice(at, at + shortestElsewhere);
}

function maskSpellings(text: string, byBeginning: ReadonlyMap<string, readonly string[]>): string {
  let masked = '';
  let kept = 0;
  for (let at = 0; at + shortestElsewhere <= text.length; at += 1) {
    const found = byBeginning.get(beginningAt(text, at))?.find((spelling) => text.startsWith(spelling, at));
    if (found === undefined) continue;
    masked += text.slice(kept, at) + mask;
    kept = at + found.length;
    at = kept - 1;
  }
  return masked + text.slice(kept);
}

function spellingsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, encodeURIComponent(secret), escaped, base64, base64.replace(/=+$/, '')])];
}

/** A copy of a JSON value with the members of secret names masked, and secret values masked in every other string. */
export function maskJson(value: unknown, parts: Pick<SecretParts, 'isSecretName'>, maskText: TextMask): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return maskText(String(value)) === String(value) ? value : mask;
  if (Array.isArray(value)) return value.map((item) => maskJson(item, parts, maskText));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      maskText(name),
      parts.isSecretName(name) ? maskWhole(member) : maskJson(member, parts, maskText),
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
