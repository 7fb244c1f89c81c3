import { cookieValues } from '../../src/secrets/texts/cookies.ts';
import { cookieRole } from './roles.ts';
import { plainSlot, type Role, type Slot, slotOf, type TakeApart, type Template } from './template.ts';

/** A scheme before a credential, as an `Authorization` has it: it is no secret. */
const scheme = /^((?:bearer|basic|digest|token|api-?key)\s+)(.*)$/is;

/** Scheme and credential apart. */
export function credentialTemplate(value: string, role: Role): Template {
  const [, before = '', credential = value] = scheme.exec(value) ?? [];
  return [before, /^basic/i.test(before) ? basicSlot(credential, role) : plainSlot(credential, role)];
}

/** User and password of a Basic credential (RFC 7617), which may stand elsewhere without the other. */
function basicSlot(raw: string, role: Role): Slot {
  const write = (text: string) => Buffer.from(text).toString('base64');
  const value = Buffer.from(raw, 'base64').toString();
  if (write(value) !== raw) return plainSlot(raw, role);
  return slotOf(value, raw, write, { inner: userAndPassword(value, role) });
}

/** Without a colon it is one secret. */
function userAndPassword(text: string, role: Role): Template {
  const cut = text.indexOf(':');
  if (cut === -1) return [plainSlot(text, role)];
  return [plainSlot(text.slice(0, cut), role), ':', plainSlot(text.slice(cut + 1), { secret: 'password' })];
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
function apart(value: string, role: Role): Template | undefined {
  if (!('secret' in role)) return undefined;
  if (role.cookies) return cookieTemplate(value, role.cookies);
  return scheme.test(value) ? credentialTemplate(value, role) : undefined;
}

/** A value that is secret, or parts of it are. */
export function secretSlot(value: string, raw: string, role: Role, write: Slot['write']): Slot {
  const inner = apart(value, role);
  if (!inner) return slotOf(value, raw, write, { role });
  // All of a credential is secret, the names of cookies are not.
  const takeApart: TakeApart = (text) => apart(text, role) ?? [plainSlot(text, role)];
  return slotOf(value, raw, write, 'cookies' in role ? { inner, takeApart } : { inner });
}
