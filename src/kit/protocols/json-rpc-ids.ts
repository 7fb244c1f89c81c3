import { isJsonObject } from './json.ts';
import { jsonWithSource } from './json-source.ts';

/**
 * The ids of a request or of each member of a batch, fit for printing. A number that JavaScript cannot hold, such as
 * 2^53+1 or 1e400, is kept as the text that was sent: an id comes back as it came.
 */
export function exactIds(value: unknown, text: string): unknown[] {
  const ids = idsOf(value);
  if (!ids.some((id) => typeof id === 'number' && !Number.isSafeInteger(id))) return ids;
  const keep = (key: string, member: unknown, { source }: { source?: string }) =>
    key === 'id' && typeof member === 'number' && source !== undefined ? jsonWithSource.rawJSON(source) : member;
  return idsOf(jsonWithSource.parse(text, keep));
}

function idsOf(value: unknown): unknown[] {
  const members = Array.isArray(value) ? value : [value];
  return members.map((member) => (isJsonObject(member) && Object.hasOwn(member, 'id') ? member.id : undefined));
}
