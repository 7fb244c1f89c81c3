import { oncePer } from '../once-per.ts';
import type { SchemaNode } from './annotations.ts';
import type { SchemaSet } from './schema-set.ts';

/** The annotations that say something of a member wherever one of its name stands. */
export type NamedAnnotation = 'x-secret' | 'x-personal' | 'x-volatile' | 'x-base-url';

const collected = oncePer((_schemas: SchemaSet) => new Map<string, ReadonlyMap<string, string>>());

/** The names of all members with an annotation, in lower case, each with its value; of all schemas, or of one without those that it refers to. */
export function annotatedNames(
  schemas: SchemaSet,
  annotation: NamedAnnotation,
  only?: string,
): ReadonlyMap<string, string> {
  const known = collected(schemas);
  const key = `${annotation} ${only ?? ''}`;
  const found = known.get(key);
  if (found) return found;
  const names = new Map<string, string>();
  for (const name of only === undefined ? schemas.names() : [only]) collect(schemas.read(name), annotation, names);
  known.set(key, names);
  return names;
}

function collect(schema: SchemaNode, annotation: NamedAnnotation, names: Map<string, string>): void {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const value = member[annotation] ?? ofValues(member)?.[annotation];
    if (value !== undefined) names.set(name.toLowerCase(), String(value));
    collect(member, annotation, names);
  }
  if (schema.items) collect(schema.items, annotation, names);
  const values = ofValues(schema);
  if (values) collect(values, annotation, names);
}

/** The schema of members whose names are not known: what stands in them counts as the member around them. */
function ofValues({ additionalProperties }: SchemaNode): SchemaNode | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
