import { readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import { checkHeaders } from '../header-checks.ts';
import { checkUserExists, userOf } from '../user-checks.ts';
import { shownUser } from '../users.ts';

/** Shows a user (source: HighLevel's published OpenAPI description, apps/users.json). */
export const getUser = defineOperation({
  name: 'get-user',
  summary: 'Shows a user',
  method: 'GET',
  paths: ['/users/:id'],
  replies: [
    { status: 200, schema: 'get-user.reply', description: 'The user' },
    { status: 400, schema: 'refusal', description: 'There is a body, and it is no JSON object' },
    { status: 403, schema: 'refusal', description: 'The user belongs to a company of others' },
    ...commonRefusals,
  ],
  checks: [...checkHeaders, readBody, checkUserExists],
  handle: (call) => ({
    rule: 'leadconnector/read-update-delete' satisfies LeadConnectorRule,
    refused: false,
    status: 200,
    schema: 'get-user.reply',
    body: shownUser(userOf(call), call.world.random.uuid()),
  }),
});
