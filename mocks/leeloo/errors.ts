import type { Answer, Violation } from '../../src/kit/answer.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import type { ProviderErrors } from '../../src/kit/provider.ts';
import type { LeelooRule } from './generated/rules.ts';
import type { LeelooRefusal } from './generated/schemas.ts';
import type { LeelooStores } from './state.ts';

type ErrorCode = LeelooRefusal['error']['code'];
type FieldCode = NonNullable<LeelooRefusal['error']['fields']>[string];

/** Which code a violated keyword gets in the `fields` map: LIVR's names for these mistakes. */
const fieldCodes: Readonly<Record<string, FieldCode>> = {
  required: 'REQUIRED',
  minLength: 'REQUIRED',
  type: 'FORMAT_ERROR',
  format: 'WRONG_EMAIL',
  pattern: 'WRONG_FORMAT',
  minItems: 'CANNOT_BE_EMPTY',
};

interface Refusal {
  readonly rule: LeelooRule;
  readonly code: ErrorCode;
  readonly fields?: Readonly<Record<string, FieldCode>>;
  readonly message?: string;
  readonly status?: number;
  readonly effects?: readonly LeelooRule[];
  readonly violations?: readonly Violation<LeelooRule>[];
}

/** The only maker of Leeloo's error envelope, with its keys in the document's order. */
export function refuse({
  rule,
  code,
  fields,
  message,
  status = 200,
  effects = [],
  violations = [],
}: Refusal): Answer<LeelooRule> {
  const error = { ...(fields && { fields }), code, ...(message !== undefined && { message }) };
  return { rule, effects, violations, refused: true, status, schema: 'refusal', body: { status: 0, error } };
}

/** One code a field: of several violations at one place the first stands. */
export function refuseFields(
  violations: readonly Violation<LeelooRule>[],
  because?: LeelooRule,
  effects: readonly LeelooRule[] = [],
): Answer {
  const fields = new Map<string, FieldCode>();
  for (const { path, keyword } of violations) {
    fields.set(pointerSegments(path).join('/'), fieldCodes[keyword] ?? 'FORMAT_ERROR');
  }
  const [first] = violations;
  if (!first) throw new Error('Cannot refuse fields: no violation was found.');
  const all: readonly LeelooRule[] = fields.size > 1 ? ['leeloo/all-fields-reported', ...effects] : effects;
  return refuse({
    rule: because ?? first.rule,
    code: 'FORMAT_ERROR',
    fields: Object.fromEntries(fields),
    effects: all,
    violations,
  });
}

/** What the engine itself has to refuse. */
export const errors: ProviderErrors<LeelooStores, LeelooRule> = {
  unknownRoute: () => refuse({ rule: 'leeloo/unknown-route', code: 'NOT_FOUND', status: 404 }),
  tooLarge: () => refuse({ rule: 'leeloo/too-large', code: 'TOO_LARGE', status: 413 }),
  rateLimited: () => ({
    rule: 'leeloo/rate-limit' satisfies LeelooRule,
    refused: true,
    status: 429,
    text: 'Too many requests, please try again later.',
  }),
  tooMuch: () => refuse({ rule: 'leeloo/too-much', code: 'SERVER_ERROR', status: 507 }),
  // Assumed: the document names no code for the server's own mistakes.
  failure: ({ status = 500 }) => ({ refused: true, status, body: { status: 0, error: { code: 'SERVER_ERROR' } } }),
};
