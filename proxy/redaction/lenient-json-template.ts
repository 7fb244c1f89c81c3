import { type Node, parseTree } from 'jsonc-parser';
import { isDescribed, isDescribing } from '../../src/secrets/secret-names.ts';
import { JsonPlace } from './json-place.ts';
import { numberSlot, stringSlot } from './json-template.ts';
import { describedRole, type JsonSegment, type Roles } from './roles.ts';
import { plainSlot, type Role, type Slot, slotOf, type Template } from './template.ts';

/** Takes a text that is nearly JSON apart, as far as it can be read. */
export function lenientJsonTemplate(text: string, roles: Roles): Template {
  const parts: Slot[] = [];
  let kept = 0;
  for (const { offset, length, slot } of leavesOf(text, roles)) {
    parts.push(plainSlot(text.slice(kept, offset)), slot);
    kept = offset + length;
  }
  return [...parts, plainSlot(text.slice(kept))];
}

interface Leaf {
  readonly offset: number;
  readonly length: number;
  readonly slot: Slot;
}

function leavesOf(text: string, roles: Roles): Leaf[] {
  const reading: Reading = { text, roles, place: new JsonPlace(roles), leaves: [] };
  try {
    const root = parseTree(text);
    if (root) collect(root, reading);
    return reading.leaves;
  } catch (error) {
    // A text that is no JSON may still be nested deeper than the stack is high; it is then read as plain text.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

interface Reading {
  readonly text: string;
  readonly roles: Roles;
  readonly place: JsonPlace;
  readonly leaves: Leaf[];
}

function collect(node: Node, reading: Reading): void {
  const children = node.children ?? [];
  if (node.type === 'object') {
    const described = describedBy(children, reading.roles);
    for (const property of children) collectMember(property, described, reading);
  } else if (node.type === 'array') {
    for (const [index, child] of children.entries()) collectAt(index, child, reading);
  } else if (node.type === 'string' || node.type === 'number') {
    collectValue(node, reading.place.role, reading);
  }
}

function collectMember(property: Node, described: Role | undefined, reading: Reading): void {
  const [name, value] = property.children ?? [];
  if (name) collectLeaf(name, slotOf(String(name.value), rawOf(name, reading), JSON.stringify), reading);
  // An object says itself what its members are.
  const isDescribedHere = isDescribed(String(name?.value)) && value?.type !== 'object';
  if (value) collectAt(String(name?.value), value, reading, isDescribedHere ? described : undefined);
}

function collectAt(segment: JsonSegment, node: Node, reading: Reading, described?: Role): void {
  reading.place.enter(segment, described);
  collect(node, reading);
  reading.place.leave();
}

function collectValue(node: Node, role: Role | undefined, reading: Reading): void {
  const raw = rawOf(node, reading);
  // A number of no meaning is text like that around it: a secret such as 1'000-and-more may begin in it.
  if (node.type === 'number' && !role) return;
  const slot =
    node.type === 'number' ? numberSlot(raw, role) : stringSlot(String(node.value), raw, reading.roles, role);
  collectLeaf(node, slot, reading);
}

function collectLeaf({ offset, length }: Node, slot: Slot, { leaves }: Reading): void {
  leaves.push({ offset, length, slot });
}

function rawOf({ offset, length }: Node, { text }: Reading): string {
  return text.slice(offset, offset + length);
}

function describedBy(properties: readonly Node[], roles: Roles): Role | undefined {
  const names = properties.flatMap(({ children: [key, value] = [] }) =>
    isDescribing(String(key?.value)) && typeof value?.value === 'string' ? [value.value] : [],
  );
  return describedRole(names, roles);
}
