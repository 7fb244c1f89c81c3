import { type Node, parseTree } from 'jsonc-parser';
import { parseJsonText } from '../../src/engine/json.ts';
import type { JsonPath, Roles } from './roles.ts';
import { plainSlot, type Role, type Slot, type Template } from './template.ts';

/**
 * Takes a JSON text apart without changing a byte of the rest: number text, white space, key order and repeated members
 * stay. Nothing when it is no JSON.
 */
export function jsonTemplate(text: string, roles: Roles): Template | undefined {
  // Between the values of whole JSON stand brackets, commas and white space only.
  return parseJsonText(text.replace(/^\ufeff/, ''))
    ? templateOf(text, leavesOf(text, roles), roles, (between) => between)
    : undefined;
}

/** The same of a text that is nearly JSON, as far as it can be read. */
export function lenientJsonTemplate(text: string, roles: Roles): Template {
  // A number of no meaning is text like that around it: a secret such as 1'000-and-more may begin in it.
  const leaves = leavesOf(text, roles).filter(({ node, role }) => role || node.type !== 'number');
  return templateOf(text, leaves, roles, plainSlot);
}

function templateOf(
  text: string,
  leaves: readonly Leaf[],
  roles: Roles,
  between: (text: string) => string | Slot,
): Template {
  const parts: (string | Slot)[] = [];
  let kept = 0;
  for (const { node, role, isName } of leaves) {
    parts.push(between(text.slice(kept, node.offset)));
    const raw = text.slice(node.offset, node.offset + node.length);
    parts.push(isName ? nameSlot(node, raw) : slotOf(node, raw, roles, role));
    kept = node.offset + node.length;
  }
  parts.push(between(text.slice(kept)));
  return parts;
}

interface Leaf {
  readonly node: Node;
  readonly isName: boolean;
  readonly role: Slot['role'];
}

function leavesOf(text: string, roles: Roles): Leaf[] {
  const leaves: Leaf[] = [];
  try {
    const root = parseTree(text);
    if (root) collect(root, [], roles, leaves);
    return leaves;
  } catch (error) {
    // A text that is no JSON may still be nested deeper than the stack is high; it is then read as plain text.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function collect(node: Node, path: JsonPath, roles: Roles, leaves: Leaf[]): void {
  const children = node.children ?? [];
  if (node.type === 'object') {
    const described = describedRole(children, roles);
    for (const property of children) collectMember(property, path, described, roles, leaves);
  } else if (node.type === 'array') {
    for (const [index, child] of children.entries()) collect(child, [...path, index], roles, leaves);
  } else if (node.type === 'string' || node.type === 'number') {
    leaves.push({ node, isName: false, role: roles.ofJson(path) });
  }
}

function collectMember(
  property: Node,
  path: JsonPath,
  described: Role | undefined,
  roles: Roles,
  leaves: Leaf[],
): void {
  const [name, value] = property.children ?? [];
  if (name) leaves.push({ node: name, isName: true, role: undefined });
  if (value && described && name?.value === 'value' && !value.children)
    leaves.push({ node: value, isName: false, role: described });
  else if (value) collect(value, [...path, String(name?.value)], roles, leaves);
}

/** The role of the value in `{"name": "Authorization", "value": "..."}`, as lists of headers and fields have it. */
function describedRole(properties: readonly Node[], { ofName, ofHeader }: Roles): Role | undefined {
  const name = properties.find(({ children: [key] = [] }) => key?.value === 'name')?.children?.[1]?.value;
  return typeof name === 'string' ? (ofName(name) ?? ofHeader(name.toLowerCase())) : undefined;
}

function nameSlot(node: Node, raw: string): Slot {
  return { value: String(node.value), raw, write: JSON.stringify };
}

function slotOf(node: Node, raw: string, roles: Roles, role: Slot['role']): Slot {
  if (node.type === 'number') return { value: raw, raw, isNumber: true, ...(role && { role }), write: numberOrText };
  const value = String(node.value);
  if (role) return { value, raw, role, write: JSON.stringify };
  const inner = /^\s*[[{]/.test(value) ? jsonTemplate(value, roles) : undefined;
  return { value, raw, ...(inner && { inner }), write: JSON.stringify };
}

/** A number stays one where its stand-in is. */
function numberOrText(value: string): string {
  return /^[1-9]\d{0,15}$/.test(value) ? value : JSON.stringify(value);
}
