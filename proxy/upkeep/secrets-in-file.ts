import type { Provider } from '../../src/kit/provider.ts';
import { looksLikeSecret, secretsByForm } from '../../src/secrets/secret-forms.ts';
import { mayBeNamed } from '../../src/secrets/secret-names.ts';
import { secretParts } from '../../src/secrets/secret-parts.ts';
import { jsonTemplate } from '../redaction/json-template.ts';
import { isPlaceholder, withoutPlaceholders } from '../redaction/placeholder.ts';
import { namedRole, type Roles } from '../redaction/roles.ts';
import { eachSlot, type SecretMeaning, type Slot } from '../redaction/template.ts';
import { textTemplate } from '../redaction/text-template.ts';

/** What looks like a secret, and where it stands in the text of a file. It never holds the value. */
export interface LooksSecret {
  readonly at: number;
  readonly kind: string;
}

/**
 * Looks for secrets in the text of a file the way the recorder does, by the names of all providers. Of what a name alone says
 * to be one, only what looks like it counts, or every form with a field for a password would.
 */
export function secretsInFile(text: string, providers: readonly Provider[]): LooksSecret[] {
  const roles = rolesOfAll(providers);
  const published = providers.flatMap(({ credentials }) => Object.values(credentials));
  const found: LooksSecret[] = [];
  const looks = (part: Slot, start: number) =>
    secretsInSlot(part)
      .filter(({ value }) => !isHarmless(value, published))
      .map(({ offset, kind }) => ({ at: start + offset, kind }));
  let at = 0;
  for (const part of jsonTemplate(text, roles) ?? textTemplate(text, roles)) {
    for (const each of typeof part === 'string' ? [] : looks(part, at)) found.push(each);
    at += typeof part === 'string' ? part.length : part.raw.length;
  }
  return found;
}

function rolesOfAll(providers: readonly Provider[]): Roles {
  const parts = providers.map(secretParts);
  const ofName = (name: string) => (parts.some((each) => each.isSecretName(name)) ? namedRole(name) : undefined);
  const ofHeader = (name: string) => (parts.some((each) => each.isSecretHeader(name)) ? namedRole(name) : undefined);
  return { ofName, ofHeader, ofPlace: () => undefined, mayName: (text) => mayBeNamed.test(text) };
}

function secretsInSlot(slot: Slot) {
  const found: { offset: number; kind: string; value: string }[] = [];
  eachSlot([slot], ({ value, role }) => {
    // Where a value is spelled as it is, its lines are lines of the file.
    const isPlain = slot.raw === slot.value;
    for (const { at, ...form } of secretsByForm(value)) found.push({ ...form, offset: isPlain ? at : 0 });
    if (role && 'secret' in role && counts(value, role))
      found.push({ offset: 0, kind: kinds[role.by ?? 'name'], value });
  });
  return found;
}

const kinds = {
  name: 'a named secret',
  scheme: 'an authorization',
  url: 'a password in a URL',
  cookie: 'a cookie',
} as const;

/** Shorter values behind a name are words like others. */
const shortestNamed = 8;

function counts(value: string, { by }: SecretMeaning): boolean {
  // What an earlier redaction put there may stand beside what it did not know.
  const left = withoutPlaceholders(value);
  if (by === 'scheme' || by === 'url') return left !== '';
  if (/\s/.test(left)) return left.split(/\s+/).some(looksLikeSecret);
  return left.length >= shortestNamed && /\d/.test(left);
}

function isHarmless(value: string, published: readonly string[]): boolean {
  // The forms end at signs that a published password may go on with.
  const isBeginning = (known: string) => value.length >= shortestNamed && known.startsWith(value);
  return isPlaceholder(value) || published.includes(value) || published.some(isBeginning);
}
