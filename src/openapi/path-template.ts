import { type Parameter, parse, type Text, type Token, type Wildcard } from 'path-to-regexp';

/**
 * A path of path-to-regexp as OpenAPI writes it: `/users/{id}`. OpenAPI has no optional parameters in paths, so the path
 * has all of them; a caller who leaves one out is answered, too, but that is no form to recommend.
 */
export function pathTemplate(path: string): string {
  const tokens = withoutGroups(parse(path).tokens);
  return tokens.map((token) => (token.type === 'text' ? token.value : `{${token.name}}`)).join('');
}

/** The names of a path's parameters, in their order. */
export function pathParams(path: string): string[] {
  return withoutGroups(parse(path).tokens).flatMap((token) => (token.type === 'text' ? [] : [token.name]));
}

function withoutGroups(tokens: readonly Token[]): (Text | Parameter | Wildcard)[] {
  return tokens.flatMap((token) => (token.type === 'group' ? withoutGroups(token.tokens) : [token]));
}
