import type { SecretRole } from '../../src/kit/secret-place.ts';
import { lenientJsonTemplate } from './lenient-json-template.ts';
import type { Roles } from './roles.ts';
import { plainSlot, type Role, type Slot, type Template } from './template.ts';

// A name before a value in texts of many kinds: `name=`, `"name": `, `<name>`, or a quote, which may end the name of a part
// of a form. Repetitions are bounded, and what follows is only read behind a name that counts, or a long line would be read
// again for each name in it.
const beforeValue = /(?<![\w-])(?<name>[\w-]{1,64})(?:["']?\s{0,8}(?:[:=]\s{0,8}|>)|(?="))/g;
const restOfHead = /"[^\r\n]{0,200}(?:\r\n[^\r\n]{1,200}){0,4}\r\n\r\n/y;
// What is personal is short, and a secret in it goes first.
const shortValue =
  /"(?<double>(?:[^"\\\r\n]|\\.){0,256})|'(?<single>(?:[^'\\\r\n]|\\.){0,256})|(?<bare>[^\s,;&<>"'{}\]]{1,256})/dy;
// A quote behind a backslash ends nothing: half of a secret would stay.
const value = /"(?<double>(?:[^"\\\r\n]|\\.)*)|'(?<single>(?:[^'\\\r\n]|\\.)*)|(?<bare>[^\s,;&<>"'{}\]]+)/dy;
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
  const found = [...text.matchAll(bearer)].flatMap((match) => placesIn(match, secretToken));
  beforeValue.lastIndex = 0;
  for (let match = beforeValue.exec(text); match; match = beforeValue.exec(text)) {
    const role = roles.ofName(match.groups?.name ?? '');
    const places = role ? valueAt(text, valueStart(text, match), role) : [];
    found.push(...places);
    // A secret is read once: a name inside of it names nothing.
    if (role && 'secret' in role) beforeValue.lastIndex = places.at(-1)?.end ?? beforeValue.lastIndex;
  }
  return withoutOverlaps(found.sort((one, other) => one.start - other.start));
}

/** Ends what is personal where a secret begins. */
function withoutOverlaps(found: readonly Found[]): Found[] {
  let nextSecret = Number.POSITIVE_INFINITY;
  return found
    .toReversed()
    .map((place) => {
      if (place.role && 'secret' in place.role) nextSecret = place.start;
      return place.end <= nextSecret || place.start === nextSecret ? place : { ...place, end: nextSecret };
    })
    .reverse();
}

/** Where the value behind a name begins; nowhere when a quote ended the name, and no part of a form begins there. */
function valueStart(text: string, { 0: found, groups, index }: RegExpExecArray): number | undefined {
  const end = index + found.length;
  if (found !== groups?.name) return end;
  restOfHead.lastIndex = end;
  return restOfHead.test(text) ? restOfHead.lastIndex : undefined;
}

function valueAt(text: string, start: number | undefined, role: Role): Found[] {
  if (start === undefined) return [];
  const form = 'secret' in role ? value : shortValue;
  form.lastIndex = start;
  const match = form.exec(text);
  return match ? placesIn(match, role) : [];
}

const secretToken = { secret: 'token' satisfies SecretRole } as const;

function placesIn({ indices }: RegExpExecArray, role: Slot['role']): Found[] {
  return ['double', 'single', 'bare'].flatMap((group) => {
    const [start, end] = indices?.groups?.[group] ?? [];
    return start === undefined || end === undefined || start === end ? [] : [{ start, end, role }];
  });
}
