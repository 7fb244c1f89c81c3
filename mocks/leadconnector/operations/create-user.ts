import { schemaName } from '../../../src/kit/provider.ts';
import { checkEmailFree, checkNewUser, checkOwned, readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import type { CreateUserRequest } from '../generated/schemas.ts';
import { checkHeaders, checkMayWrite } from '../header-checks.ts';
import { leavesFlagsOut } from '../permissions.ts';
import { newUser, newUserId, shownUser } from '../users.ts';

/** Creates a user (source: leadconnector-create-user). */
export const createUser = defineOperation({
  name: 'create-user',
  summary: 'Creates a user in a company and its locations',
  method: 'POST',
  paths: ['/users/', '/users'],
  request: schemaName<CreateUserRequest>('create-user.request'),
  replies: [
    { status: 201, schema: 'create-user.reply', description: 'Created' },
    { status: 400, schema: 'refusal', description: 'The body is no JSON object, or the email is taken' },
    { status: 403, schema: 'refusal', description: 'The company or a location does not belong to the token' },
    { status: 422, schema: 'validation-refusal', description: 'Fields are wrong; nobody was created' },
    ...commonRefusals,
  ],
  checks: [...checkHeaders, checkMayWrite, readBody, checkNewUser, checkOwned, checkEmailFree],
  handle: ({ input, world: { random, stores } }) => {
    const user = newUser(newUserId({ random, stores }), input);
    stores.users.insert(user);
    return {
      rule: 'leadconnector/created' satisfies LeadConnectorRule,
      effects: effectsOf(input),
      refused: false,
      status: 201,
      schema: 'create-user.reply',
      body: shownUser(user, random.uuid()),
    };
  },
});

function effectsOf({ permissions, twilioPhone, platformLanguage }: CreateUserRequest): LeadConnectorRule[] {
  const effects: LeadConnectorRule[] = ['leadconnector/scopes-exact'];
  if (leavesFlagsOut(permissions)) effects.push('leadconnector/permissions-default');
  if (twilioPhone !== undefined) effects.push('leadconnector/twilio-phone');
  if (platformLanguage === undefined) effects.push('leadconnector/platform-language');
  return effects;
}
