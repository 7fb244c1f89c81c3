import { match } from 'path-to-regexp';

/** How strictly a provider compares paths; both are off unless it says otherwise. */
export interface PathOptions {
  readonly ignoreCase?: boolean;
  readonly ignoreLastSlash?: boolean;
}

/** The parameters that a path's text names: `/users/:id` has `id`, `/logoff{/:token}` perhaps `token`. */
export type PathParams<Path extends string> = Path extends `${string}{/:${infer Name}}${infer Rest}`
  ? { readonly [name in Name]?: string } & PathParams<Rest>
  : Path extends `${string}/:${infer Name}/${infer Rest}`
    ? { readonly [name in Name]: string } & PathParams<`/${Rest}`>
    : Path extends `${string}/:${infer Name}`
      ? { readonly [name in Name]: string }
      : Record<never, string>;

/** Percent-decoded path parameters by name, or nothing when the path is another. */
export type PathMatcher = (path: string) => Record<string, string> | undefined;

/** Compares a request's path with path texts in the syntax of path-to-regexp. */
export function pathMatcher(
  paths: readonly string[],
  { ignoreCase = false, ignoreLastSlash = false }: PathOptions,
): PathMatcher {
  const matches = match<Record<string, string>>([...paths], { sensitive: !ignoreCase, trailing: ignoreLastSlash });
  return (path) => {
    try {
      const found = matches(path);
      return found ? { ...found.params } : undefined;
    } catch {
      // A parameter that is no valid percent-encoding: no such path.
      return undefined;
    }
  };
}
