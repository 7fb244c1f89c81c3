import type { Roles } from './roles.ts';
import { plainSlot, type Slot, type Template } from './template.ts';
import { textTemplate } from './text-template.ts';

/** Most headers hold nothing of the kind, and every request has some. */
const mayNameValues = /[=:<"']|bearer|basic/i;

/** Takes the value of a header apart. @param name In lower case. */
export function headerTemplate(name: string, value: string, roles: Roles): Template {
  if (name === 'cookie' || name === 'set-cookie') return cookieTemplate(value, name);
  const role = roles.ofHeader(name);
  if (!role) return mayNameValues.test(value) ? textTemplate(value, roles) : [plainSlot(value)];
  const [, scheme = '', credential = value] = /^((?:bearer|basic|digest|token)\s+)(.*)$/is.exec(value) ?? [];
  return [scheme, /^basic/i.test(scheme) ? basicSlot(credential, role) : plainSlot(credential, role)];
}

/** User and password of a Basic credential (RFC 7617), which may stand elsewhere without the other. */
function basicSlot(raw: string, role: Slot['role']): Slot {
  const write = (text: string) => Buffer.from(text).toString('base64');
  const value = Buffer.from(raw, 'base64').toString();
  const cut = value.indexOf(':');
  if (cut === -1 || write(value) !== raw) return plainSlot(raw, role);
  const inner = [plainSlot(value.slice(0, cut), role), ':', plainSlot(value.slice(cut + 1), { secret: 'password' })];
  return { value, raw, inner, write };
}

/** Every value is secret; of a `Set-Cookie` the first pair has it, attributes follow. */
function cookieTemplate(value: string, name: 'cookie' | 'set-cookie'): Template {
  return value.split(';').flatMap((pair, index) => {
    const cut = pair.indexOf('=');
    const isAttribute = name === 'set-cookie' && index > 0;
    const parts =
      cut === -1 || isAttribute
        ? [plainSlot(pair, cut === -1 && !isAttribute ? { secret: 'token' } : undefined)]
        : [plainSlot(pair.slice(0, cut)), '=', plainSlot(pair.slice(cut + 1), { secret: 'token' })];
    return index === 0 ? parts : [';', ...parts];
  });
}
