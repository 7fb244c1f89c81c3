/** How many characters indenting a JSON value adds, by two for each level; no more is counted once there are more than `most`. */
export function indentSize(value: unknown, most: number, level = 1): number {
  if (typeof value !== 'object' || value === null) return 0;
  const perMember = 1 + 2 * level;
  let added = 0;
  // One member after the other: a list of them all could be far larger than the value.
  for (const member of Array.isArray(value) ? value : membersOf(value)) {
    if (added > most) break;
    added += perMember + indentSize(member, most - added, level + 1);
  }
  return added;
}

function* membersOf(value: object): Generator<unknown> {
  for (const name in value) yield Reflect.get(value, name);
}
