import { isMatcher } from '../journal/requests/difference.ts';
import type { RequestFilter } from '../journal/requests/request-filter.ts';

/** A filter as the parameters of the admin API, and whether they say all of it: a regular expression or a matcher cannot go along. */
export interface WireFilter {
  readonly query: URLSearchParams;
  readonly isWhole: boolean;
}

export function wireFilter(asked: string | RequestFilter = {}): WireFilter {
  const { path, body, ...filter } = typeof asked === 'string' ? named(asked) : asked;
  const parts = Object.entries(filter).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(parts.map(([name, value]): [string, string] => [name, String(value)]));
  const isPlainPath = !(path instanceof RegExp);
  if (typeof path === 'string') query.set('path', path);
  const isPlainBody = !holdsMatcher(body);
  if (body !== undefined && isPlainBody) query.set('body', JSON.stringify(body));
  return { query, isWhole: isPlainPath && isPlainBody };
}

function named(asked: string): RequestFilter {
  return asked.includes('/') ? { operation: asked } : { provider: asked };
}

function holdsMatcher(value: unknown): boolean {
  if (isMatcher(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMatcher);
}
