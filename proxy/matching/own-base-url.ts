import type { Node } from 'jsonc-parser';
import type { Provider } from '../../src/kit/provider.ts';
import { annotatedNames } from '../../src/kit/schema/annotated-names.ts';
import { editJson } from '../wire/edit-json.ts';
import type { RecordedReply } from '../wire/exchange.ts';

/**
 * A recorded reply with this server's base URL where the schemas say that the provider names its own: a client that
 * follows it stays here.
 */
export function withOwnBaseUrl({ schemas }: Provider, reply: RecordedReply, baseUrl: string): RecordedReply {
  const names = annotatedNames(schemas, 'x-base-url');
  if (names.size === 0) return reply;
  const text = JSON.stringify(baseUrl);
  const body = editJson(reply.body, ({ root }) =>
    [...namedTexts(root, (name) => names.has(name.toLowerCase()))].map((node) => ({ node, text })),
  );
  return { ...reply, body };
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
