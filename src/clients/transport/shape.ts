/** Whether a JSON value is an object, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an object with these members, each a text. */
export function hasTexts<Name extends string>(value: unknown, ...names: Name[]): value is Record<Name, string> {
  return isRecord(value) && names.every((name) => typeof value[name] === 'string');
}

/** Whether a JSON value is an object, each member of which is as told. */
export function isMapOf<Member>(
  value: unknown,
  isMember: (member: unknown) => member is Member,
): value is Record<string, Member> {
  return isRecord(value) && Object.values(value).every(isMember);
}

/** Whether a JSON value is a list, each item of which is as told. */
export function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isItem);
}

/** Whether a JSON value is a text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
