import type { Answer } from '../../../src/kit/answer.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import type { Facts } from '../../../src/kit/world/facts.ts';
import { checkParams, checkSchema, readOptionalAttributes } from '../checks.ts';
import type { GetResponseRule } from '../generated/rules.ts';
import type {
  GetConfirmationBodiesRequest,
  GetConfirmationSubjectsRequest,
  GetResponseConfirmationBody,
  GetResponseConfirmationSubject,
} from '../generated/schemas.ts';
import { fitsCondition } from '../text-condition.ts';
import { defineOperation, refusals } from './define-operation.ts';

const rule: GetResponseRule = 'getresponse/confirmation-lists';

/** Lists what `add_account` takes as confirmation_subject (public record: the provider's documentation). */
export const getConfirmationSubjects = defineOperation({
  name: 'get-confirmation-subjects',
  summary: 'Lists the subjects that a confirmation message can have',
  method: 'get_confirmation_subjects',
  request: schemaName<GetConfirmationSubjectsRequest>('get-confirmation-subjects.request'),
  replies: [
    { status: 200, schema: 'get-confirmation-subjects.reply', description: 'The subjects, by id' },
    ...refusals,
  ],
  checks: [...checkParams, readOptionalAttributes, checkSchema('get-confirmation-subjects.request', rule)],
  handle: ({ input, world: { stores } }) =>
    listed('get-confirmation-subjects.reply', stores.confirmation_subjects, input),
});

/** Lists what `add_account` takes as confirmation_body (public record: the provider's documentation). */
export const getConfirmationBodies = defineOperation({
  name: 'get-confirmation-bodies',
  summary: 'Lists the bodies that a confirmation message can have',
  method: 'get_confirmation_bodies',
  request: schemaName<GetConfirmationBodiesRequest>('get-confirmation-bodies.request'),
  replies: [{ status: 200, schema: 'get-confirmation-bodies.reply', description: 'The bodies, by id' }, ...refusals],
  checks: [...checkParams, readOptionalAttributes, checkSchema('get-confirmation-bodies.request', rule)],
  handle: ({ input, world: { stores } }) => listed('get-confirmation-bodies.reply', stores.confirmation_bodies, input),
});

/** Those of the wanted languages by their ids, in the order in which the mock has them. */
function listed(
  schema: string,
  facts: Facts<GetResponseConfirmationSubject> | Facts<GetResponseConfirmationBody>,
  { language_code: condition = {} }: GetConfirmationSubjectsRequest | GetConfirmationBodiesRequest,
): Answer<GetResponseRule> {
  const fitting = facts.values().filter(({ language_code }) => fitsCondition(language_code, condition));
  const rows = fitting.map(({ id, ...shown }) => [id, shown]);
  return { rule, refused: false, status: 200, schema, body: Object.fromEntries(rows) };
}
