import type { ErrorObject } from 'ajv';
import type { Violation } from '../answer.ts';
import { pointerSegment, pointerSegments } from '../protocols/json.ts';
import type { SchemaNode } from './annotations.ts';

/** ajv's errors as violations, in the order in which the schema lists the members. */
export function violationsOf<Rule extends string>(
  errors: readonly ErrorObject[],
  root: SchemaNode,
  resolve: Resolve,
): Violation<Rule>[] {
  const found = errors.map((error) => violationOf<Rule>(error, root.$id ?? ''));
  const places = new Map(found.map((violation) => [violation, placeOf(violation.path, root, resolve)]));
  return found.sort((one, other) => comparePlaces(places.get(one) ?? [], places.get(other) ?? []));
}

/** Finds the schema that a reference names. */
export type Resolve = (reference: string) => SchemaNode | undefined;

function violationOf<Rule extends string>(error: ErrorObject, id: string): Violation<Rule> {
  const schema: SchemaNode = error.parentSchema ?? {};
  const member = memberOf(error);
  const path = member === undefined ? error.instancePath : `${error.instancePath}/${pointerSegment(member)}`;
  // A missing member is annotated where it is described, not at the object around it.
  const annotated = error.keyword === 'required' ? schema.properties?.[member ?? ''] : schema;
  const rule = annotated?.['x-rule']?.[error.keyword];
  if (!rule) throw new Error(`Schema ${id} does not say which rule a violated "${error.keyword}" at ${path} breaks.`);
  return { path, keyword: error.keyword, rule: rule as Rule };
}

function memberOf({ keyword, params }: ErrorObject): string | undefined {
  if (keyword === 'required') return String(params.missingProperty);
  if (keyword === 'additionalProperties') return String(params.additionalProperty);
  return undefined;
}

/** Where a value stands: the index of each member among its schema's properties; unknown members come last. */
function placeOf(path: string, root: SchemaNode, resolve: Resolve): number[] {
  let node: SchemaNode | undefined = root;
  return pointerSegments(path).map((segment) => {
    if (node?.$ref) node = resolve(node.$ref);
    const names = Object.keys(node?.properties ?? {});
    const index = node?.items ? Number(segment) : names.indexOf(segment);
    node = node?.items ?? node?.properties?.[segment];
    return index === -1 ? Number.MAX_SAFE_INTEGER : index;
  });
}

function comparePlaces(one: number[], other: number[]): number {
  for (let depth = 0; depth < Math.min(one.length, other.length); depth += 1) {
    const difference = (one[depth] ?? 0) - (other[depth] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
