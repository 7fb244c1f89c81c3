import { cookieValues } from '../../src/secrets/texts/cookies.ts';
import { cookieRole } from './roles.ts';
import { plainSlot, type Role, type Slot, type Template } from './template.ts';

/** A scheme before a credential, as an `Authorization` has it: it is no secret. */
const scheme = /^((?:bearer|basic|digest|token|api-?key)\s+)(.*)$/is;

/** Scheme and credential apart. */
export function credentialParts(value: string): readonly [scheme: string, credential: string] {
  const [, before = '', credential = value] = scheme.exec(value) ?? [];
  return [before, credential];
}

/** Every value in cookies is secret, names and attributes are not. */
export function cookieTemplate(text: string, name: 'cookie' | 'set-cookie'): Template {
  const parts: Slot[] = [];
  let kept = 0;
  for (const { start, end } of cookieValues(text, name)) {
    parts.push(plainSlot(text.slice(kept, start)), plainSlot(text.slice(start, end), cookieRole));
    kept = end;
  }
  return [...parts, plainSlot(text.slice(kept))];
}

/** A secret value as its parts, when only some of them are secret: they may stand elsewhere without the others. */
export function secretParts(value: string, role: Role): Template | undefined {
  if (!('secret' in role)) return undefined;
  if (role.cookies) return cookieTemplate(value, role.cookies);
  const [before, credential] = credentialParts(value);
  return before === '' ? undefined : [plainSlot(before), plainSlot(credential, role)];
}
