import { percentDecoded } from '../../src/kit/protocols/percent.ts';
import { secretsTemplate, valueTemplate } from './named-template.ts';
import type { Roles } from './roles.ts';
import { plainSlot, type Slot, slotOf, type TakeApart, type Template } from './template.ts';

/** Takes a query or a form (`a=b&c=d`) apart. */
export function pairsTemplate(text: string, roles: Roles): Template {
  if (text === '') return [];
  return text.split('&').flatMap((pair, index) => {
    const cut = pair.indexOf('=');
    const [name, value] = cut === -1 ? [pair, undefined] : [pair.slice(0, cut), pair.slice(cut + 1)];
    const parts: (string | Slot)[] = [index === 0 ? '' : '&', encodedSlot(name)];
    return value === undefined ? parts : [...parts, '=', valueSlot(value, roles.ofName(percentDecoded(name)), roles)];
  });
}

function encodedSlot(raw: string): Slot {
  return slotOf(percentDecoded(raw.replaceAll('+', ' ')), raw, encodeURIComponent);
}

/** A value may be an address with a query of its own. */
function valueSlot(raw: string, role: Slot['role'], roles: Roles): Slot {
  const value = percentDecoded(raw.replaceAll('+', ' '));
  if (role && 'secret' in role) return slotOf(value, raw, encodeURIComponent, { role });
  const inner = valueTemplate(value, role, roles);
  const takeApart: TakeApart = (text) => valueTemplate(text, role, roles) ?? [plainSlot(text, role)];
  return slotOf(value, raw, encodeURIComponent, inner ? { inner, takeApart } : { role });
}

/** Takes a path apart, segment by segment. */
export function pathTemplate(path: string, roleOf: (segment: string) => Slot['role'], roles: Roles): Template {
  const parts: (string | Slot)[] = [];
  for (const raw of path.split('/')) {
    const value = percentDecoded(raw);
    const role = value === '' ? undefined : roleOf(value);
    if (parts.length > 0) parts.push('/');
    if (role) parts.push(slotOf(value, raw, encodeURIComponent, { role }));
    // A segment may have parameters: `;jsessionid=...`.
    else parts.push(...((raw.includes('=') && secretsTemplate(raw, roles)) || [plainSlot(raw)]));
  }
  return parts;
}
