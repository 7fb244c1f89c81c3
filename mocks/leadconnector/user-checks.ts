import type { Answer } from '../../src/kit/answer.ts';
import type { LeadConnectorCall } from './define-operation.ts';
import { refuse } from './errors.ts';
import type { LeadConnectorRule } from './generated/rules.ts';
import type { LeadConnectorStoredUser } from './generated/schemas.ts';
import { refuseUnowned } from './ownership.ts';

export function checkUserExists({ params, world }: LeadConnectorCall): Answer | undefined {
  const { users, deletedUsers } = world.stores;
  const id = params.id ?? '';
  const user = users.get(id);
  if (user) return refuseUnowned({ companyId: user.companyId }, world.stores);
  if (deletedUsers.get(id)) return refuseUser('leadconnector/user-deleted', 'The user is deleted.');
  return refuseUser('leadconnector/read-update-delete', 'The user does not exist.');
}

function refuseUser(rule: LeadConnectorRule, message: string): Answer {
  return refuse(rule, { message, error: 'Unauthorized', statusCode: 401 });
}

/** The user that a path names, after `checkUserExists`. */
export function userOf({ params, world }: LeadConnectorCall): LeadConnectorStoredUser {
  const user = world.stores.users.get(params.id ?? '');
  if (!user) throw new Error('Cannot find the user: checkUserExists stands before whatever needs it.');
  return user;
}
