import type { Node } from 'jsonc-parser';
import { percentDecoded } from '../../src/kit/protocols/percent.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import type { Edit } from '../wire/edit-json.ts';

/*
 * Ids of the mock, such as a connection's, stand in whatever member, parameter or segment an API wants them in, so they are
 * known by their value alone: a whole one that is the published id becomes the real one.
 */

/** The path with the real ids in the place of published ones. */
export function idsInPath(path: string, ids: readonly Credential[]): string {
  if (ids.length === 0) return path;
  return path
    .split('/')
    .map((segment) => encoded(percentDecoded(segment), ids) ?? segment)
    .join('/');
}

/** The same in the values of a query. */
export function idsInQuery(query: string, ids: readonly Credential[]): string {
  if (ids.length === 0) return query;
  return query
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const value = encoded(percentDecoded(pair.slice(at + 1).replaceAll('+', ' ')), ids);
      return at < 0 || value === undefined ? pair : pair.slice(0, at + 1) + value;
    })
    .join('&');
}

/** The changes that put them into a body. */
export function idEdits(root: Node, ids: readonly Credential[]): Edit[] {
  if (ids.length === 0) return [];
  return textsIn(root).flatMap((node) => {
    const real = realOf(node.value, ids);
    return real === undefined ? [] : [{ node, text: JSON.stringify(real) }];
  });
}

/** The texts of a JSON value, not the names of members. */
function textsIn(node: Node): Node[] {
  if (node.type === 'string') return [node];
  const children = node.type === 'property' ? node.children?.slice(1) : node.children;
  return children?.flatMap(textsIn) ?? [];
}

function encoded(value: string, ids: readonly Credential[]): string | undefined {
  const real = realOf(value, ids);
  return real === undefined ? undefined : encodeURIComponent(real);
}

function realOf(value: unknown, ids: readonly Credential[]): string | undefined {
  return ids.find(({ published }) => published === value)?.value;
}
