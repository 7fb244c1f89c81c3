import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import { oncePer } from '../../src/kit/once-per.ts';
import type { Roles } from './roles.ts';
import { cookieTemplate, credentialParts } from './secret-template.ts';
import { eachSlot, plainSlot, type Slot, slotOf, type Template } from './template.ts';
import { textTemplate } from './text-template.ts';

/** Most headers hold nothing of the kind, and every request has some. */
const mayNameValues = /[=:<"']|bearer|basic/i;

/** Takes the value of a header apart. @param name In lower case. */
export function headerTemplate(name: string, value: string, roles: Roles): Template {
  if (name === 'cookie' || name === 'set-cookie') return cookieTemplate(value, name);
  const role = roles.ofHeader(name);
  if (!role) return mayNameValues.test(value) ? namedTemplate(value, roles) : [plainSlot(value)];
  const [scheme, credential] = credentialParts(value);
  return [scheme, /^basic/i.test(scheme) ? basicSlot(credential, role) : plainSlot(credential, role)];
}

/** Headers whose values name nothing, as most types do. Every message has some of the same. */
const knownPlain = oncePer((_roles: Roles) => new ForgettingMap<true>(maxKnown, longestKnown));
const maxKnown = 1_000;
const longestKnown = 128;

function namedTemplate(value: string, roles: Roles): Template {
  const known = knownPlain(roles);
  if (known.get(value)) return [plainSlot(value)];
  const template = textTemplate(value, roles);
  if (namesAny(template)) return template;
  known.set(value, true);
  return [plainSlot(value)];
}

function namesAny(template: Template): boolean {
  let isNamed = false;
  eachSlot(template, ({ role }) => {
    isNamed ||= role !== undefined;
  });
  return isNamed;
}

/** User and password of a Basic credential (RFC 7617), which may stand elsewhere without the other. */
function basicSlot(raw: string, role: Slot['role']): Slot {
  const write = (text: string) => Buffer.from(text).toString('base64');
  const value = Buffer.from(raw, 'base64').toString();
  const cut = value.indexOf(':');
  if (cut === -1 || write(value) !== raw) return plainSlot(raw, role);
  const inner = [plainSlot(value.slice(0, cut), role), ':', plainSlot(value.slice(cut + 1), { secret: 'password' })];
  return slotOf(value, raw, write, { inner });
}
