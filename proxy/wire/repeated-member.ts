import { visit } from 'jsonc-parser';

/**
 * Whether an object of a JSON text has a member twice. A text that is as long as its value printed has none; only others are
 * looked through, such as indented ones.
 */
export function hasRepeatedMember(text: string, value: unknown): boolean {
  if (JSON.stringify(value).length === text.length) return false;
  const open: Set<string>[] = [];
  let found = false;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name) => {
      const names = open.at(-1);
      found ||= names?.has(name) ?? false;
      names?.add(name);
    },
  });
  return found;
}
