import type { Answer, ProviderErrors, ReplyDescription, Violation } from 'api-understudy/provider';
import type { LibraryRule, LibraryStores } from './types.ts';

/** The only maker of the library's refusals. */
export function refuse(
  rule: LibraryRule,
  status: number,
  message: string,
  violations: readonly Violation<LibraryRule>[] = [],
): Answer<LibraryRule> {
  const fields = violations.map(({ path }) => path.slice(1));
  const body = { error: { message, ...(fields.length > 0 && { fields }) } };
  return { rule, violations, refused: true, status, schema: 'refusal', body };
}

export const errors: ProviderErrors<LibraryStores, LibraryRule> = {
  unknownRoute: () => refuse('library/unknown-route', 404, 'no such address'),
  tooLarge: () => refuse('library/too-large', 413, 'too large'),
  tooMuch: () => refuse('library/too-much', 507, 'no room'),
  failure: ({ status = 500 }) => ({ refused: true, status, body: { error: { message: 'out of order' } } }),
};

/** The refusals that every operation knows. */
export const commonRefusals: readonly ReplyDescription[] = [
  { status: 401, schema: 'refusal', description: 'The key is wrong' },
  { status: 413, schema: 'refusal', description: 'The body is too large' },
  { status: 507, schema: 'refusal', description: 'The mock has no room' },
];
