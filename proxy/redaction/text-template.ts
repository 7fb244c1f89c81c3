import type { SecretRole } from '../../src/engine/secrets.ts';
import { lenientJsonTemplate } from './json-template.ts';
import type { Roles } from './roles.ts';
import { plainSlot, type Slot, type Template } from './template.ts';

// A name before a value in texts of many kinds: `name=`, `"name": `, `<name>`, the head of a part of a form. Repetitions are
// bounded, and a value is only read behind a name that counts, or a long line would be read again for each name in it.
const beforeValue =
  /(?<![\w-])(?<name>[\w-]{1,64})["']?\s{0,8}(?:[:=]\s{0,8}|>|"[^\r\n]{0,200}(?:\r\n[^\r\n]{1,200}){0,4}\r\n\r\n)/g;
const value = /"(?<double>[^"\r\n]*)|'(?<single>[^'\r\n]*)|(?<bare>[^\s,;&<>"'{}\]]+)/dy;
const bearer = /\b(?:bearer|basic)\s{1,8}(?<bare>(?=[^\s\d]{0,200}\d)[\w.~+/=-]{12,})/dgi;

/** Takes a text that is no JSON apart: as far as it is nearly JSON, then by what looks like a named value. */
export function textTemplate(text: string, roles: Roles): Template {
  return lenientJsonTemplate(text, roles).flatMap((part) =>
    typeof part === 'string' || part.role || part.inner || part.raw !== part.value
      ? [part]
      : namedTemplate(part.value, roles),
  );
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly role: Slot['role'];
}

function namedTemplate(text: string, roles: Roles): Template {
  const parts: Slot[] = [];
  let kept = 0;
  for (const { start, end, role } of findNamed(text, roles)) {
    if (start < kept) continue;
    parts.push(plainSlot(text.slice(kept, start)), plainSlot(text.slice(start, end), role));
    kept = end;
  }
  return [...parts, plainSlot(text.slice(kept))];
}

function findNamed(text: string, roles: Roles): Found[] {
  const named = [...text.matchAll(beforeValue)].flatMap((match) => {
    const role = roles.ofName(match.groups?.name ?? '');
    return role ? valueAt(text, match.index + match[0].length, role) : [];
  });
  const schemes = [...text.matchAll(bearer)].flatMap((match) => placesIn(match, secretToken));
  return [...schemes, ...named].sort((one, other) => one.start - other.start);
}

function valueAt(text: string, start: number, role: Slot['role']): Found[] {
  value.lastIndex = start;
  const match = value.exec(text);
  return match ? placesIn(match, role) : [];
}

const secretToken = { secret: 'token' satisfies SecretRole } as const;

function placesIn({ indices }: RegExpExecArray, role: Slot['role']): Found[] {
  return ['double', 'single', 'bare'].flatMap((group) => {
    const [start, end] = indices?.groups?.[group] ?? [];
    return start === undefined || end === undefined || start === end ? [] : [{ start, end, role }];
  });
}
