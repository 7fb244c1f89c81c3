import type { Node } from 'jsonc-parser';
import type { Provider } from '../../src/kit/provider.ts';
import { annotatedNames } from '../../src/kit/schema/annotated-names.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import { editJson } from '../wire/edit-json.ts';

/**
 * A recorded reply with this server's base URL where the schemas say that the provider names its own: a client that
 * follows it stays here.
 */
export function withOwnBaseUrl({ schemas }: Provider, reply: RecordedReply, baseUrl: string): RecordedReply {
  const names = annotatedNames(schemas, 'x-base-url');
  if (names.size === 0) return reply;
  const text = JSON.stringify(baseUrl);
  const body = editJson(reply.body, ({ root }) =>
    collectNamed(root, (name) => names.has(name.toLowerCase()), []).map((node) => ({ node, text })),
  );
  return { ...reply, body };
}

/** Collects the texts under a name, in their order; an empty one names nothing. */
function collectNamed({ type, children = [] }: Node, isWanted: (name: string) => boolean, found: Node[]): Node[] {
  for (const child of children) {
    const [name, value] = child.children ?? [];
    const isNamed =
      type === 'object' && value?.type === 'string' && value.value !== '' && isWanted(String(name?.value));
    if (isNamed && value) found.push(value);
    else collectNamed(child, isWanted, found);
  }
  return found;
}
