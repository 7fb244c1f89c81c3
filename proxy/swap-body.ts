import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { parseJson, pointerSegments } from '../src/engine/json.ts';
import type { Provider } from '../src/engine/provider.ts';
import type { SecretPlace } from '../src/engine/secrets.ts';
import type { Credential } from './exchange.ts';
import { placesOf } from './redaction/roles.ts';

/** Bodies over this many bytes are not held, and no credential is looked for in them. */
export const maxHeldBytes = 1_048_576;

/** One published value in the text of a body, and what takes its place. */
interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Whether a credential may stand in the bodies of the provider's requests. */
export function swapsBodies({ secrets }: Provider, credentials: readonly Credential[]): boolean {
  return secrets.some((place) => place.in === 'body' && credentials.some(({ role }) => role === place.role));
}

/**
 * The body with the real credentials in the place of the published ones, in each call of a JSON-RPC batch; every other
 * byte stays. Another operation's member of the same name is no credential: the password of a user that is added. The body itself when there is nothing to replace, or when it is no JSON.
 */
export function swapInBody(
  provider: Provider,
  operation: string | undefined,
  body: Buffer,
  credentials: readonly Credential[],
): Buffer {
  const parsed = parseJson(body);
  const root = parsed && parseTree(parsed.text);
  if (!parsed || !root) return body;
  const calls = root.type === 'array' ? (root.children ?? []) : [root];
  const places = placesOf(provider, operation);
  const edits = calls.flatMap((call) => editsOf(call, places, credentials));
  if (edits.length === 0) return body;
  // The parser has dropped a byte-order mark from the text; it goes out as it came.
  const mark = body.length - Buffer.byteLength(parsed.text);
  return Buffer.concat([body.subarray(0, mark), Buffer.from(applied(parsed.text, edits))]);
}

function editsOf(call: Node, places: readonly SecretPlace[], credentials: readonly Credential[]): Edit[] {
  return places.flatMap((place) => {
    const wanted = credentials.filter(({ role }) => role === place.role);
    if (place.in !== 'body' || wanted.length === 0) return [];
    const node = findNodeAtLocation(call, pointerSegments(place.pointer).map(asIndex));
    const credential = wanted.find(({ published }) => node?.type === 'string' && node.value === published);
    if (!node || !credential) return [];
    return [{ offset: node.offset, length: node.length, text: JSON.stringify(credential.value) }];
  });
}

function asIndex(segment: string): string | number {
  return /^\d+$/.test(segment) ? Number(segment) : segment;
}

/** The package's own applyEdits copies the whole text for each edit, and a batch may have a thousand. */
function applied(text: string, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted((one, other) => one.offset - other.offset);
  let at = 0;
  let result = '';
  for (const edit of inOrder) {
    result += text.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}
