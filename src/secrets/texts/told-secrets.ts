import { isJsonObject } from '../../kit/protocols/json.ts';
import { looksLikeSecret, secretsByForm } from '../secret-forms.ts';
import { mayBeNamed } from '../secret-names.ts';
import type { SecretParts } from '../secret-parts.ts';
import type { NameReader, Span } from './found.ts';
import { findNamed } from './named-values.ts';

type Names = Pick<SecretParts, 'isSecretName'>;

/**
 * Masks what a text itself tells to be secret: by names, schemes and URLs in it, or by its form.
 * @param isProse Whether people read it, so that `password: required` holds none.
 */
export function maskTold(text: string, names: Names, mask: string, isProse: boolean): string {
  let shown = '';
  let kept = 0;
  for (const { start, end } of spansIn(text, names, isProse)) {
    if (end <= kept) continue;
    if (start >= kept) shown += text.slice(kept, start) + mask;
    kept = end;
  }
  return kept === 0 ? text : shown + text.slice(kept);
}

/** Adds what the texts in a value tell to be secret, as far as it looks like one: it is then masked elsewhere, too. */
export function collectTold(value: unknown, names: Names, found: Set<string>): void {
  if (typeof value === 'string') for (const told of toldIn(value, names)) found.add(told);
  else if (Array.isArray(value)) for (const item of value) collectTold(item, names, found);
  else if (isJsonObject(value)) for (const member of Object.values(value)) collectTold(member, names, found);
}

function toldIn(text: string, names: Names): string[] {
  return spansIn(text, names, true)
    .map(({ start, end }) => text.slice(start, end))
    .filter(looksLikeSecret);
}

function spansIn(text: string, { isSecretName }: Names, isProse: boolean): Span[] {
  const forms = secretsByForm(text).map(({ at, value }) => ({ start: at, end: at + value.length }));
  if (!mayBeNamed.test(text)) return forms;
  const named = findNamed(text, readerOf(isSecretName), isProse);
  return forms.length === 0 ? named : [...named, ...forms].sort((one, other) => one.start - other.start);
}

function readerOf(isSecretName: Names['isSecretName']): NameReader<true> {
  const ofName = (name: string) => (isSecretName(name) ? true : undefined);
  return { ofName, isSecret: () => true, behindScheme: true, inUrl: true };
}
