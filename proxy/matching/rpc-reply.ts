import type { Node } from 'jsonc-parser';
import { callsIn, editJson, type JsonTree, jsonTree } from '../wire/edit-json.ts';

/** Gives a recorded reply the ids of the calls that are asked now; recorded and asked calls stand in the same order. */
export function withAskedIds(reply: Buffer, recordedRequest: Buffer, askedRequest: Buffer): Buffer {
  const [recorded, asked] = [idsIn(recordedRequest), idsIn(askedRequest)];
  const askedBy = new Map(recorded.map((id, index) => [id, asked[index]]));
  return editJson(reply, (tree) =>
    idNodes(tree).flatMap((node) => {
      const now = node && askedBy.get(written(tree, node));
      return node && now !== undefined ? [{ node, text: now }] : [];
    }),
  );
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
