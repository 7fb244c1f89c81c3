import { type Answer, readJsonObject, readQuery, SchemaSet } from 'api-understudy/provider';
import { refuse } from './errors.ts';
import type { LibraryCall, LibraryRule } from './types.ts';

export const folder = new URL('./', import.meta.url);
export const schemas = new SchemaSet<LibraryRule>('library', new URL('schemas/', folder));
export const credentials = { api_key: 'made-up-library-key' } as const;

export function checkKey({ request }: LibraryCall): Answer | undefined {
  const key = new URLSearchParams(request.query).get('api_key');
  return key === credentials.api_key ? undefined : refuse('library/key', 401, 'wrong key');
}

export function checkQuery(call: LibraryCall): Answer | undefined {
  const violations = readQuery(call, schemas);
  return violations.length > 0 ? refuse('library/query', 400, 'wrong parameters', violations) : undefined;
}

export function readBody(call: LibraryCall): Answer | undefined {
  call.input = readJsonObject(call.request);
  return call.input === undefined ? refuse('library/broken-json', 400, 'no JSON object') : undefined;
}

export function checkFields({ input }: LibraryCall): Answer | undefined {
  const violations = schemas.violations('create-book.request', input);
  return violations.length > 0 ? refuse('library/fields', 422, 'wrong fields', violations) : undefined;
}

export function checkExists({ params, world }: LibraryCall): Answer | undefined {
  return world.stores.books.get(params.id ?? '') ? undefined : refuse('library/not-found', 404, 'no such book');
}
