import { type Node, parseTree } from 'jsonc-parser';

/** Gives a recorded reply the ids of the calls that are asked now; recorded and asked calls stand in the same order. */
export function withAskedIds(reply: string, recordedRequest: string, askedRequest: string): string {
  const [recorded, asked] = [idsOf(recordedRequest), idsOf(askedRequest)];
  const askedBy = new Map(recorded.map((node, index) => [node?.text, asked[index]?.text]));
  let text = reply;
  for (const id of idsOf(reply).reverse()) {
    const now = id && askedBy.get(id.text);
    if (id && now !== undefined) text = text.slice(0, id.offset) + now + text.slice(id.offset + id.text.length);
  }
  return text;
}

/** The id of each call or reply, as it is written; nothing where there is none. */
function idsOf(text: string): ({ text: string; offset: number } | undefined)[] {
  const root = parseTree(text);
  const members = root?.type === 'array' ? (root.children ?? []) : [root];
  return members.map((member) => {
    const id = member && idNode(member);
    return id && { text: text.slice(id.offset, id.offset + id.length), offset: id.offset };
  });
}

function idNode({ type, children = [] }: Node): Node | undefined {
  if (type !== 'object') return undefined;
  return children.find(({ children: [name] = [] }) => name?.value === 'id')?.children?.[1];
}
