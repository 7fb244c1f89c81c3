/** How many characters indenting a JSON value adds, by two for each level; no more is counted once there are more than `most`. */
export function indentSize(value: unknown, most: number, level = 1): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value) ? sizeInList(value, most, level) : sizeInObject(value, most, level);
}

function sizeInList(list: readonly unknown[], most: number, level: number): number {
  let added = 0;
  for (const member of list) {
    if (added > most) break;
    added += 1 + 2 * level + indentSize(member, most - added, level + 1);
  }
  return added;
}

/** One member after the other: a list of them all could be far larger than the object. */
function sizeInObject(object: object, most: number, level: number): number {
  let added = 0;
  for (const name in object) {
    if (added > most) break;
    added += 1 + 2 * level + indentSize(Reflect.get(object, name), most - added, level + 1);
  }
  return added;
}
