import { readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import type { DeleteUserReply } from '../generated/schemas.ts';
import { checkHeaders, checkMayWrite } from '../header-checks.ts';
import { checkUserExists, userOf } from '../user-checks.ts';
import { fullName } from '../users.ts';
import { isV3 } from '../versions.ts';

/** Removes a user at once (source: HighLevel's published OpenAPI description, apps/users.json). */
export const deleteUser = defineOperation({
  name: 'delete-user',
  summary: 'Deletes a user',
  method: 'DELETE',
  paths: ['/users/:id'],
  replies: [
    { status: 200, schema: 'delete-user.reply', description: 'Deleted' },
    { status: 400, schema: 'refusal', description: 'There is a body, and it is no JSON object' },
    { status: 403, schema: 'refusal', description: 'The user belongs to a company of others' },
    ...commonRefusals,
  ],
  checks: [...checkHeaders, checkMayWrite, readBody, checkUserExists],
  handle: (call) => {
    const { random, stores } = call.world;
    const user = userOf(call);
    stores.users.remove(user);
    stores.deletedUsers.insert(user);
    const message = `Queued deleting user with e-mail ${user.email} and name ${fullName(user)}. Will take effect in a few minutes.`;
    return {
      rule: 'leadconnector/read-update-delete' satisfies LeadConnectorRule,
      refused: false,
      status: 200,
      schema: 'delete-user.reply',
      body: isV3(call.request) ? saidByV3(message) : saidBeforeV3(message, random.uuid()),
    };
  },
});

function saidByV3(message: string): DeleteUserReply {
  return { succeeded: true, message };
}

function saidBeforeV3(message: string, traceId: string): DeleteUserReply {
  return { succeded: true, message, traceId };
}
