import type { Answer } from '../../../src/kit/answer.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import type { GetConfirmationBodiesRequest, GetConfirmationSubjectsRequest } from '../../../src/types/getresponse.ts';
import type { GetResponseRule } from '../../../src/types/rules.ts';
import { checkParams, checkSchema, readOptionalAttributes } from '../checks.ts';
import { confirmationBodies, confirmationSubjects } from '../confirmations.ts';
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
  handle: ({ input }) => listed('get-confirmation-subjects.reply', confirmationSubjects, input),
});

/** Lists what `add_account` takes as confirmation_body (public record: the provider's documentation). */
export const getConfirmationBodies = defineOperation({
  name: 'get-confirmation-bodies',
  summary: 'Lists the bodies that a confirmation message can have',
  method: 'get_confirmation_bodies',
  request: schemaName<GetConfirmationBodiesRequest>('get-confirmation-bodies.request'),
  replies: [{ status: 200, schema: 'get-confirmation-bodies.reply', description: 'The bodies, by id' }, ...refusals],
  checks: [...checkParams, readOptionalAttributes, checkSchema('get-confirmation-bodies.request', rule)],
  handle: ({ input }) => listed('get-confirmation-bodies.reply', confirmationBodies, input),
});

/** Those of the wanted languages, in the order in which the mock has them. */
function listed(
  schema: string,
  rows: ReadonlyMap<string, { readonly language_code: string }>,
  { language_code: condition = {} }: GetConfirmationSubjectsRequest | GetConfirmationBodiesRequest,
): Answer<GetResponseRule> {
  const fitting = [...rows].filter(([, { language_code }]) => fitsCondition(language_code, condition));
  return { rule, refused: false, status: 200, schema, body: Object.fromEntries(fitting) };
}
