import { oncePer } from '../../src/kit/once-per.ts';
import type { FoundValue, NameReader } from '../../src/secrets/texts/found.ts';
import { findNamed } from '../../src/secrets/texts/named-values.ts';
import type { Roles } from './roles.ts';
import { plainSlot, type Role, type Slot, type Template } from './template.ts';

/** Takes a text apart by what looks like a named value in it. */
export function namedTemplate(text: string, roles: Roles): Template {
  return templateOf(text, findNamed(text, readersOf(roles).all));
}

/** The same of a text that people read, by its secrets alone; nothing when it has none. */
export function secretsTemplate(text: string, roles: Roles): Template | undefined {
  if (!roles.mayName(text)) return undefined;
  const found = findNamed(text, readersOf(roles).secrets, true);
  return found.length === 0 ? undefined : templateOf(text, found);
}

/** The same of a value that a schema says something of: what is no secret in it stays personal where all of it is. */
export function valueTemplate(text: string, role: Role | undefined, roles: Roles): Template | undefined {
  const template = secretsTemplate(text, roles);
  if (!role) return template;
  return template?.map((part) => (typeof part === 'string' || part.role ? part : plainSlot(part.value, role)));
}

const readersOf = oncePer((roles: Roles) => {
  const isSecret = (role: Role) => 'secret' in role;
  const behindScheme: Role = { secret: 'token', by: 'scheme' };
  const inUrl: Role = { secret: 'password', by: 'url' };
  const all: NameReader<Role> = { ofName: roles.ofName, isSecret, behindScheme, inUrl };
  const ofSecret = (name: string) => {
    const role = roles.ofName(name);
    return role && isSecret(role) ? role : undefined;
  };
  return { all, secrets: { ...all, ofName: ofSecret } };
});

function templateOf(text: string, found: readonly FoundValue<Role>[]): Template {
  const parts: Slot[] = [];
  let kept = 0;
  for (const { start, end, role } of withoutOverlaps(found)) {
    // What goes on behind a value that began before it is no less secret.
    const from = Math.max(start, kept);
    if (from >= end || (from > start && !('secret' in role))) continue;
    parts.push(plainSlot(text.slice(kept, from)), plainSlot(text.slice(from, end), role));
    kept = end;
  }
  return [...parts, plainSlot(text.slice(kept))];
}

/** Ends what is personal where a secret begins. */
function withoutOverlaps(found: readonly FoundValue<Role>[]): FoundValue<Role>[] {
  let nextSecret = Number.POSITIVE_INFINITY;
  return found
    .toReversed()
    .map((place) => {
      if ('secret' in place.role) nextSecret = place.start;
      return place.end <= nextSecret || place.start === nextSecret ? place : { ...place, end: nextSecret };
    })
    .reverse();
}
