import type { DeleteUserReply, LeadConnectorUser } from '../../../mocks/leadconnector/generated/schemas.ts';
import { hasTexts, isListOf, isRecord, isText } from '../transport/shape.ts';

/** Members that not every reply has, in the documents or in recorded replies. */
type Optional = 'phone' | 'extension' | 'lcPhone' | 'platformLanguage' | 'traceId';

/** A user as replies show it: the password, the scopes for assigned data and the Twilio numbers are never among it. */
export type ShownUser = Omit<LeadConnectorUser, Optional> & Partial<Pick<LeadConnectorUser, Optional>>;

/** Whether a reply shows a user. Names of scopes and of languages are not compared: the provider adds new ones. */
export function isShownUser(body: unknown): body is ShownUser {
  return hasTexts(body, 'id', 'name', 'firstName', 'lastName', 'email') && hasLists(body);
}

function hasLists(body: object): boolean {
  if (!('scopes' in body && 'permissions' in body && 'roles' in body)) return false;
  const { scopes, permissions, roles } = body;
  return isListOf(scopes, isText) && isRecord(permissions) && areRoles(roles);
}

function areRoles(roles: unknown): boolean {
  return hasTexts(roles, 'type', 'role') && 'locationIds' in roles && isListOf(roles.locationIds, isText);
}

/** What a deletion is answered. */
export type Deletion = Omit<DeleteUserReply, 'traceId'> & Partial<Pick<DeleteUserReply, 'traceId'>>;

/** Whether a reply confirms a deletion. */
export function isDeletion(body: unknown): body is Deletion {
  return hasTexts(body, 'message') && 'succeded' in body && body.succeded === true;
}
