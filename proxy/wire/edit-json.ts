import { type Node, parseTree } from 'jsonc-parser';
import { parseJson } from '../../src/kit/protocols/json.ts';

/** One value of a JSON text, and the JSON that takes its place. */
export interface Edit {
  readonly node: Node;
  readonly text: string;
}

/** A JSON text and its values, each with its place. */
export interface JsonTree {
  readonly text: string;
  readonly root: Node;
}

/** The values of a body; nothing when it is no JSON. */
export function jsonTree(body: Buffer): JsonTree | undefined {
  // The other parser takes anything for JSON, and has no limit to its depth.
  const text = parseJson(body)?.text;
  const root = text === undefined ? undefined : parseTree(text);
  return text !== undefined && root ? { text, root } : undefined;
}

/**
 * A body with other values at some places; every other byte stays: white space, number text, a byte-order mark. The body
 * itself when there is nothing to replace, or when it is no JSON.
 */
export function editJson(body: Buffer, editsOf: (tree: JsonTree) => readonly Edit[]): Buffer {
  const tree = jsonTree(body);
  const edits = tree ? editsOf(tree) : [];
  if (!tree || edits.length === 0) return body;
  // The parser has dropped a byte-order mark from the text; it goes out as it came.
  const mark = body.length - Buffer.byteLength(tree.text);
  return Buffer.concat([body.subarray(0, mark), Buffer.from(applied(tree.text, edits))]);
}

/** The calls of a JSON-RPC batch, or the one that a body is. */
export function callsIn({ root }: JsonTree): readonly Node[] {
  return root.type === 'array' ? (root.children ?? []) : [root];
}

/** The package's own applyEdits copies the whole text for each edit, and a batch may have a thousand. */
function applied(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let result = '';
  for (const edit of edits.toSorted((one, other) => one.node.offset - other.node.offset)) {
    result += text.slice(at, edit.node.offset) + edit.text;
    at = edit.node.offset + edit.node.length;
  }
  return result + text.slice(at);
}
