import type { SchemaNode } from '../../kit/schema/annotations.ts';
import type { Effect } from '../described/api.ts';

/** An operation as far as it tells what it does with records. */
export interface Addressed {
  /** Lower case. */
  readonly method: string;
  /** As the description has it, without a last slash. */
  readonly path: string;
  /** The schema of its success. */
  readonly reply: SchemaNode | undefined;
}

const kinds: Readonly<Record<string, Effect['kind']>> = {
  get: 'find',
  put: 'update',
  patch: 'update',
  delete: 'delete',
};
const itemPath = /^(.+)\/\{([^{}/]+)\}$/;

/**
 * What an operation does with records, where its address and those beside it show it: what is created under `POST /x` is found
 * again under `GET /x/{id}`. Nothing for any other.
 */
export function effectOf(operation: Addressed, all: readonly Addressed[]): Effect | undefined {
  const [, parent, param] = itemPath.exec(operation.path) ?? [];
  if (parent !== undefined && param !== undefined && isCollection(parent, all))
    return onRecord(operation, parent, param, all);
  return isCollection(operation.path, all) ? onCollection(operation, all) : undefined;
}

function onRecord(
  { method, reply }: Addressed,
  collection: string,
  param: string,
  all: readonly Addressed[],
): Effect | undefined {
  const kind = kinds[method];
  if (kind === undefined) return undefined;
  const id = idOf(collection, all);
  const inside = kind === 'delete' ? '' : recordPlace(reply, id);
  return { kind, resource: resourceName(collection), param, id, ...insideOf(inside) };
}

function onCollection({ method, path, reply }: Addressed, all: readonly Addressed[]): Effect | undefined {
  const id = idOf(path, all);
  const base = { resource: resourceName(path), id };
  if (method === 'post') return { kind: 'create', ...base, ...insideOf(recordPlace(reply, id)) };
  const list = method === 'get' ? listPlace(reply) : undefined;
  return list === undefined ? undefined : { kind: 'list', ...base, ...insideOf(list) };
}

/** Where something can be created, and found again. */
function isCollection(path: string, all: readonly Addressed[]): boolean {
  const isCreated = all.some((each) => each.method === 'post' && each.path === path);
  return isCreated && all.some((each) => each.method === 'get' && itemPath.exec(each.path)?.[1] === path);
}

/** The last part of the path that is no parameter, with those before it: `contacts-notes`. */
function resourceName(path: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  return (
    words
      .join('-')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'records'
  );
}

/** The member of a found record that is its id: `id` where there is one, else the name of the path's parameter. */
function idOf(collection: string, all: readonly Addressed[]): string {
  const found = all.find((each) => each.method === 'get' && itemPath.exec(each.path)?.[1] === collection);
  const param = itemPath.exec(found?.path ?? '')?.[2] ?? 'id';
  const names = namesOf(found?.reply);
  return ['id', '_id', param].find((name) => names.includes(name)) ?? 'id';
}

/** All names of members, of the reply and of the objects in it. */
function namesOf(schema: SchemaNode | undefined): string[] {
  const members = Object.entries(schema?.properties ?? {});
  return members.flatMap(([name, member]) => [name, ...Object.keys(member.properties ?? {})]);
}

/** Where in a reply a record stands; `''` for the reply itself. */
function recordPlace(reply: SchemaNode | undefined, id: string): string {
  const properties = reply?.properties ?? {};
  if (Object.hasOwn(properties, id)) return '';
  return Object.entries(properties).find(([, member]) => Object.hasOwn(member.properties ?? {}, id))?.[0] ?? '';
}

function listPlace(reply: SchemaNode | undefined): string | undefined {
  if (reply?.type === 'array') return '';
  return Object.entries(reply?.properties ?? {}).find(([, member]) => member.type === 'array')?.[0];
}

function insideOf(place: string): { inside?: string } {
  return place ? { inside: place } : {};
}
