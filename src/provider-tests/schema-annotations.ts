import { Ajv2020 } from 'ajv/dist/2020.js';
import { annotations, type SchemaNode } from '../kit/schema/annotations.ts';
import { violableKeywords } from '../kit/schema/violable-keywords.ts';

interface Place {
  readonly path: string;
  /** Whether the schema describes what a caller sends. */
  readonly isRequest: boolean;
  readonly isQuery: boolean;
  /** Whether the parent demands this member. */
  readonly isRequired: boolean;
  readonly ruleIds: readonly string[];
}

/**
 * What is wrong with a schema's annotations, each with its place (docs/schemas.md says what they mean).
 *
 * @param sentAs As which part of a request a caller sends it; none for what only replies have.
 */
export function misplacedAnnotations(
  schema: SchemaNode,
  name: string,
  { sentAs, ruleIds }: { readonly sentAs: 'body' | 'query' | undefined; readonly ruleIds: readonly string[] },
): string[] {
  const isRequest = sentAs !== undefined;
  const isQuery = sentAs === 'query';
  return [...check(schema, { path: name, isRequest, isQuery, isRequired: false, ruleIds })];
}

function* check(node: SchemaNode, place: Place): Generator<string> {
  yield* checkValues(node, place);
  yield* checkRules(node, place);
  if (place.isRequest) yield* checkCoverage(node, place);
  if (node['x-personal'] && node.type !== undefined && ![node.type].flat().includes('string')) {
    yield `${place.path}: x-personal is for strings`;
  }
  yield* checkReplies(node, place);
  for (const [name, member] of Object.entries(node.properties ?? {})) {
    const isRequired = node.required?.includes(name) ?? false;
    yield* check(member, { ...place, path: `${place.path}/${name}`, isRequired });
  }
  const inner = [node.items, node.additionalProperties].filter((part): part is SchemaNode => typeof part === 'object');
  for (const part of inner) yield* check(part, { ...place, path: `${place.path}/*`, isRequired: false });
}

function* checkReplies(node: SchemaNode, { path, isRequest, isQuery }: Place): Generator<string> {
  if (node['x-volatile'] && isRequest && !isQuery) yield `${path}: x-volatile is for replies and queries`;
  if (node['x-base-url'] && isRequest) yield `${path}: x-base-url is for replies`;
  if (node['x-base-url'] && node.type !== 'string') yield `${path}: x-base-url is for strings`;
}

const ajv = new Ajv2020();

/** Whether a schema keeps to draft 2020-12; annotations are no part of it. */
export function isJsonSchema(schema: SchemaNode): boolean {
  return ajv.validateSchema({ ...schema, $id: 'checked' }) === true;
}

function* checkValues(node: SchemaNode, { path }: Place): Generator<string> {
  for (const [keyword, value] of Object.entries(node).filter(([key]) => key.startsWith('x-'))) {
    const expected = Object.entries(annotations).find(([name]) => name === keyword)?.[1];
    if (!expected || !ajv.validate(expected, value)) yield `${path}: ${keyword} is unknown or has a wrong value`;
  }
}

function* checkRules(node: SchemaNode, { path, isRequired, ruleIds }: Place): Generator<string> {
  for (const [keyword, rule] of Object.entries(node['x-rule'] ?? {})) {
    const stands = keyword === 'required' ? isRequired : Object.hasOwn(node, keyword);
    if (!stands) yield `${path}: x-rule names "${keyword}", which does not stand there`;
    if (!ruleIds.includes(rule)) yield `${path}: x-rule names the unknown rule ${rule}`;
  }
}

/** Each keyword that a request can violate says which rule that breaks. */
function* checkCoverage(node: SchemaNode, { path, isRequired }: Place): Generator<string> {
  const needed = violableKeywords.filter((keyword) => Object.hasOwn(node, keyword));
  if (isRequired) needed.push('required');
  if (node.additionalProperties === false) needed.push('additionalProperties');
  for (const keyword of needed) if (!node['x-rule']?.[keyword]) yield `${path}: a violated "${keyword}" has no x-rule`;
}
