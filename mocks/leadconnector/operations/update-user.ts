import { schemaName } from '../../../src/kit/provider.ts';
import { checkChanges, checkOwned, readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import type { UpdateUserRequest } from '../generated/schemas.ts';
import { checkHeaders, checkMayWrite } from '../header-checks.ts';
import { checkUserExists, userOf } from '../user-checks.ts';
import { shownUser, updatedUser } from '../users.ts';

/** Changes what is sent of a user (source: HighLevel's published OpenAPI description, apps/users.json). */
export const updateUser = defineOperation({
  name: 'update-user',
  summary: 'Changes a user',
  method: 'PUT',
  paths: ['/users/:id'],
  request: schemaName<UpdateUserRequest>('update-user.request'),
  replies: [
    { status: 200, schema: 'update-user.reply', description: 'The user after the change' },
    { status: 400, schema: 'refusal', description: 'The body is no JSON object' },
    { status: 403, schema: 'refusal', description: 'The company or a location does not belong to the token' },
    { status: 422, schema: 'validation-refusal', description: 'Fields are wrong; nothing was changed' },
    ...commonRefusals,
  ],
  checks: [...checkHeaders, checkMayWrite, readBody, checkUserExists, checkChanges, checkOwned],
  handle: (call) => {
    const { input, world } = call;
    const user = userOf(call);
    const updated = updatedUser(user, input);
    world.stores.users.replace(user, updated);
    return {
      rule: 'leadconnector/read-update-delete' satisfies LeadConnectorRule,
      effects: effectsOf(input),
      refused: false,
      status: 200,
      schema: 'update-user.reply',
      body: shownUser(updated, world.random.uuid()),
    };
  },
});

function effectsOf({ scopes, scopesAssignedToOnly, twilioPhone }: UpdateUserRequest): LeadConnectorRule[] {
  const effects: LeadConnectorRule[] = [];
  if (scopes !== undefined || scopesAssignedToOnly !== undefined) effects.push('leadconnector/scopes-exact');
  if (twilioPhone !== undefined) effects.push('leadconnector/twilio-phone');
  return effects;
}
