import type { Answer, Violation } from '../../src/kit/answer.ts';
import { STATUS_CODES } from '../../src/kit/protocols/node-http.ts';
import type { ProviderErrors } from '../../src/kit/provider.ts';
import type { ReplyDescription } from '../../src/kit/reply-description.ts';
import type { LeadConnectorRule } from './generated/rules.ts';
import type { LeadConnectorRefusal, LeadConnectorValidationRefusal } from './generated/schemas.ts';
import type { LeadConnectorStores } from './state.ts';
import { wordingOf } from './wording.ts';

/** A refusal whose keys stand in the order of the body given. */
export function refuse(rule: LeadConnectorRule, body: LeadConnectorRefusal): Answer<LeadConnectorRule> {
  return { rule, refused: true, status: body.statusCode, schema: 'refusal', body };
}

/** The short form, which the provider's gateway uses. */
export function refuseShortly(
  rule: LeadConnectorRule,
  statusCode: LeadConnectorRefusal['statusCode'],
  message: string,
): Answer<LeadConnectorRule> {
  return refuse(rule, { statusCode, message });
}

/** Names every violation; the first of them chooses the rule. */
export function refuseFields(violations: readonly Violation<LeadConnectorRule>[], traceId: string): Answer {
  const [first] = violations;
  if (!first) throw new Error('Cannot refuse fields: no violation was found.');
  const body: LeadConnectorValidationRefusal = {
    message: wordingOf(violations),
    error: 'Unprocessable Entity',
    statusCode: 422,
    traceId,
  };
  return { rule: first.rule, violations, refused: true, status: 422, schema: 'validation-refusal', body };
}

/** What the engine itself has to refuse. */
export const errors: ProviderErrors<LeadConnectorStores, LeadConnectorRule> = {
  unknownRoute: ({ method, path }) =>
    refuse('leadconnector/unknown-route', {
      message: `Cannot ${method} ${path}`,
      error: 'Not Found',
      statusCode: 404,
    }),
  tooLarge: () =>
    refuse('leadconnector/too-large', {
      statusCode: 413,
      message: 'request entity too large',
      error: 'Payload Too Large',
    }),
  rateLimited: () => refuseShortly('leadconnector/rate-limit', 429, 'Too Many Requests'),
  tooMuch: () => refuseShortly('leadconnector/too-much', 507, 'Insufficient Storage'),
  // Assumed: the short form, with the words that NestJS has for these statuses.
  failure: ({ status = 500 }) => ({
    refused: true,
    status,
    body: { statusCode: status, message: status === 500 ? 'Internal server error' : STATUS_CODES[status] },
  }),
};

/** The refusals that operations know which find users. */
export const searchRefusals: readonly ReplyDescription[] = [
  { status: 400, schema: 'refusal', description: 'There is a body, and it is no JSON object' },
  { status: 403, schema: 'refusal', description: 'The company or the location does not belong to the token' },
  { status: 422, schema: 'validation-refusal', description: 'Parameters or fields are wrong' },
];

/** The refusals that every operation knows. */
export const commonRefusals: readonly ReplyDescription[] = [
  { status: 401, schema: 'refusal', description: 'The headers are not accepted, or there is no such user' },
  { status: 413, schema: 'refusal', description: 'The body is too large' },
  { status: 429, schema: 'refusal', description: 'Too many requests; only while limits are switched on' },
  { status: 507, schema: 'refusal', description: 'The mock has no room for what would be stored or answered' },
];
