import { type Node, parseTree } from 'jsonc-parser';
import { parseJson } from '../../src/engine/json.ts';

/**
 * Gives a recorded reply the ids of the calls that are asked now; recorded and asked calls stand in the same order. The
 * reply itself when there is nothing to replace, or when it is no JSON.
 */
export function withAskedIds(reply: Buffer, recordedRequest: Buffer, askedRequest: Buffer): Buffer {
  const parsed = parseJson(reply);
  if (!parsed) return reply;
  const [recorded, asked] = [idsOf(recordedRequest), idsOf(askedRequest)];
  const askedBy = new Map(recorded.map((id, index) => [id?.text, asked[index]?.text]));
  let { text } = parsed;
  for (const id of idsOf(reply).reverse()) {
    const now = id && askedBy.get(id.text);
    if (id && now !== undefined) text = text.slice(0, id.offset) + now + text.slice(id.offset + id.text.length);
  }
  if (text === parsed.text) return reply;
  // The text is without its byte-order mark, which goes out as it came.
  const mark = reply.subarray(0, reply.length - Buffer.byteLength(parsed.text));
  return Buffer.concat([mark, Buffer.from(text)]);
}

/** The id of each call or reply, as it is written; nothing where there is none. */
function idsOf(body: Buffer): ({ text: string; offset: number } | undefined)[] {
  // The parser below takes anything for JSON, and has no limit to its depth.
  const text = parseJson(body)?.text;
  const root = text === undefined ? undefined : parseTree(text);
  const members = root?.type === 'array' ? (root.children ?? []) : [root];
  return members.map((member) => {
    const id = member && idNode(member);
    return id && text !== undefined
      ? { text: text.slice(id.offset, id.offset + id.length), offset: id.offset }
      : undefined;
  });
}

function idNode({ type, children = [] }: Node): Node | undefined {
  if (type !== 'object') return undefined;
  return children.find(({ children: [name] = [] }) => name?.value === 'id')?.children?.[1];
}
