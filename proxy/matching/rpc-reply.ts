import type { Node } from 'jsonc-parser';
import { callsIn, editJson, type JsonTree, jsonTree } from '../wire/edit-json.ts';

/**
 * Gives a recorded reply the ids of the calls that are asked now; recorded and asked calls stand in the same order. An id is what
 * it says, however a server spells it; of calls with one id, the replies are theirs in their order.
 */
export function withAskedIds(reply: Buffer, recordedRequest: Buffer, askedRequest: Buffer): Buffer {
  const [recorded, asked] = [idsIn(recordedRequest), idsIn(askedRequest)];
  const places = Map.groupBy(recorded.keys(), (index) => meaningOf(recorded[index]));
  /** The id that is asked with in the place of one that was recorded. */
  const askedFor = (id: string): string | undefined => {
    const there = places.get(meaningOf(id)) ?? [];
    return asked[(there.length > 1 ? there.shift() : there[0]) ?? -1];
  };
  return editJson(reply, (tree) =>
    idNodes(tree).flatMap((node) => {
      const now = node && askedFor(written(tree, node));
      return node && now !== undefined ? [{ node, text: now }] : [];
    }),
  );
}

/** What an id says: texts can be spelled in many ways, and a number that JavaScript cannot hold stays as it is written. */
function meaningOf(written: string | undefined): string | undefined {
  return written?.startsWith('"') ? JSON.stringify(JSON.parse(written)) : written;
}

/** The id of each call, as it is written; nothing where there is none. */
function idsIn(body: Buffer): (string | undefined)[] {
  const tree = jsonTree(body);
  return tree ? idNodes(tree).map((node) => node && written(tree, node)) : [];
}

function idNodes(tree: JsonTree): (Node | undefined)[] {
  return callsIn(tree).map(idNode);
}

function written({ text }: JsonTree, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

function idNode({ type, children = [] }: Node): Node | undefined {
  if (type !== 'object') return undefined;
  return children.find(({ children: [name] = [] }) => name?.value === 'id')?.children?.[1];
}
