import { oncePerName } from '../../src/kit/once-per.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { SchemaNode } from '../../src/kit/schema/annotations.ts';

/** Whether a value keeps to its schema. */
export type Fits = (value: string) => boolean;

const none: ReadonlyMap<string, Fits> = new Map();

/** What an operation's schema demands of the secrets in a request, by the member's name in lower case. */
export const secretRules = oncePerName((provider: Provider, name): ReadonlyMap<string, Fits> => {
  const operation = provider.operations.find((each) => each.name === name);
  if (!operation?.request) return none;
  const members = Object.entries(provider.schemas.read(operation.request.name).properties ?? {});
  return new Map(
    members.flatMap(([member, node]) => (node['x-secret'] ? [[member.toLowerCase(), fitsOf(node)] as const] : [])),
  );
});

function fitsOf({ minLength, pattern }: SchemaNode): Fits {
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const shortest = typeof minLength === 'number' ? minLength : 0;
  return (value) => [...value].length >= shortest && (form?.test(value) ?? true);
}
