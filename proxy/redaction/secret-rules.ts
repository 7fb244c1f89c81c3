import type { Operation, Provider } from '../../src/engine/provider.ts';
import type { SchemaNode } from '../../src/engine/schema/annotations.ts';

/** Whether a value keeps to its schema. */
export type Fits = (value: string) => boolean;

// Schemas do not change, so each operation's rules are made once.
const made = new WeakMap<Operation, ReadonlyMap<string, Fits>>();
const none: ReadonlyMap<string, Fits> = new Map();

/** What an operation's schema demands of the secrets in a request, by the member's name in lower case. */
export function secretRules(provider: Provider, name: string | undefined): ReadonlyMap<string, Fits> {
  const operation = provider.operations.find((each) => each.name === name);
  if (!operation?.request) return none;
  const known = made.get(operation);
  if (known) return known;
  const members = Object.entries(provider.schemas.read(operation.request.name).properties ?? {});
  const rules = new Map(
    members.flatMap(([member, node]) => (node['x-secret'] ? [[member.toLowerCase(), fitsOf(node)] as const] : [])),
  );
  made.set(operation, rules);
  return rules;
}

function fitsOf({ minLength, pattern }: SchemaNode): Fits {
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const shortest = typeof minLength === 'number' ? minLength : 0;
  return (value) => [...value].length >= shortest && (form?.test(value) ?? true);
}
