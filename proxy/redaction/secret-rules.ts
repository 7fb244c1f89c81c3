import { versionSchemas } from '../../src/kit/api-version.ts';
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
  // What one version takes and another refuses must not look alike.
  const schemas = [provider.schemas.read(operation.request.name), ...versionSchemas(provider, name)];
  const members = schemas.flatMap(({ properties = {} }) => Object.entries(properties));
  const secrets = members.filter(([, node]) => node['x-secret']);
  const byName = Map.groupBy(secrets, ([member]) => member.toLowerCase());
  return new Map([...byName].map(([member, nodes]) => [member, allOf(nodes.map(([, node]) => fitsOf(node)))] as const));
});

function allOf(rules: readonly Fits[]): Fits {
  return (value) => rules.every((fits) => fits(value));
}

function fitsOf({ minLength, pattern, allOf: parts }: SchemaNode): Fits {
  const form = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const shortest = typeof minLength === 'number' ? minLength : 0;
  const further = allOf(Array.isArray(parts) ? parts.map(fitsOf) : []);
  return (value) => [...value].length >= shortest && (form?.test(value) ?? true) && further(value);
}
