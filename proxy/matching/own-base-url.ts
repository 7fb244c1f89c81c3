import { type Node, parseTree } from 'jsonc-parser';
import { parseJson } from '../../src/engine/json.ts';
import type { Provider } from '../../src/engine/provider.ts';
import { annotatedNames } from '../../src/engine/schema/annotated-names.ts';
import type { RecordedReply } from '../exchange.ts';

/**
 * A recorded reply with this server's base URL where the schemas say that the provider names its own: a client that
 * follows it stays here. Every other byte stays.
 */
export function withOwnBaseUrl({ schemas }: Provider, reply: RecordedReply, baseUrl: string): RecordedReply {
  const names = annotatedNames(schemas, 'x-base-url');
  const parsed = names.size > 0 ? parseJson(reply.body) : undefined;
  if (!parsed) return reply;
  const { text } = parsed;
  const root = parseTree(text);
  const places = root ? [...namedTexts(root, (name) => names.has(name.toLowerCase()))] : [];
  if (places.length === 0) return reply;
  let changed = text;
  for (const { offset, length } of places.reverse())
    changed = changed.slice(0, offset) + JSON.stringify(baseUrl) + changed.slice(offset + length);
  return { ...reply, body: Buffer.from(changed) };
}

/** The texts under a name, in their order; an empty one names nothing. */
function* namedTexts({ type, children = [] }: Node, isWanted: (name: string) => boolean): Generator<Node> {
  for (const child of children) {
    const [name, value] = child.children ?? [];
    const isNamed =
      type === 'object' && value?.type === 'string' && value.value !== '' && isWanted(String(name?.value));
    if (isNamed && value) yield value;
    else yield* namedTexts(child, isWanted);
  }
}
