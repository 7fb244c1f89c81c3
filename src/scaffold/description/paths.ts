import type { JsonObject } from '../../kit/protocols/http.ts';
import type { References } from './references.ts';

/** A path without its last slash, as paths are compared. */
export function withoutLastSlash(path: string): string {
  return path.length > 1 ? path.replace(/(?<!\/)\/+$/, '') : path;
}

/** A path template of OpenAPI as path-to-regexp has it; what means something there is a character like others here. */
export function matchablePath(path: string): string {
  return path
    .split(/(\{[^{}/]+\})/)
    .map((part) => {
      const [, name] = /^\{([^{}/]+)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replaceAll(/[{}()[\]+?!:*\\]/g, '\\$&');
      return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
        ? `:${name}`
        : `:"${name.replaceAll(/["\\]/g, '\\$&')}"`;
    })
    .join('');
}

/** An example of each parameter of a path. */
export function paramsOf(
  path: string,
  parameters: readonly JsonObject[],
  references: References,
): Record<string, string> {
  const names = [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.map((name) => {
      const parameter = parameters.find((each) => each.in === 'path' && each.name === name) ?? {};
      const schema = references.object(parameter.schema);
      const shown = [parameter.example, schema.example, ...(Array.isArray(schema.enum) ? schema.enum : [])];
      const value = shown.find((each) => ['string', 'number'].includes(typeof each));
      return [name, String(value ?? 'example')];
    }),
  );
}
