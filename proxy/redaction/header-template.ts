import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import { oncePer } from '../../src/kit/once-per.ts';
import type { Roles } from './roles.ts';
import { cookieTemplate, credentialTemplate } from './secret-template.ts';
import { eachSlot, plainSlot, type Template } from './template.ts';
import { textTemplate } from './text-template.ts';

/** Most headers hold nothing of the kind, and every request has some. */
const mayNameValues = /[=:<"']|bearer|basic/i;

/** Takes the value of a header apart. @param name In lower case. */
export function headerTemplate(name: string, value: string, roles: Roles): Template {
  if (name === 'cookie' || name === 'set-cookie') return cookieTemplate(value, name);
  const role = roles.ofHeader(name);
  if (!role) return mayNameValues.test(value) ? namedTemplate(value, roles) : [plainSlot(value)];
  return credentialTemplate(value, role);
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
