import { lenientJsonTemplate } from './lenient-json-template.ts';
import { namedTemplate } from './named-template.ts';
import type { Roles } from './roles.ts';
import type { Template } from './template.ts';

/** In markup, the first attribute would pass for JSON, and its element be cut in two. */
const markup = /^\s*</;

/** Takes a text that is no JSON apart: as far as it is nearly JSON, then by what looks like a named value. */
export function textTemplate(text: string, roles: Roles): Template {
  if (markup.test(text)) return namedTemplate(text, roles);
  return lenientJsonTemplate(text, roles).flatMap((part) =>
    typeof part === 'string' || part.role || part.inner || part.raw !== part.value
      ? [part]
      : namedTemplate(part.value, roles),
  );
}
