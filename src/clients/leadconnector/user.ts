import type {
  LeadConnectorDeletion,
  LeadConnectorListedUser,
  LeadConnectorUser,
  LeadConnectorV3Deletion,
} from '../../../mocks/leadconnector/generated/schemas.ts';
import { hasTexts, isListOf, isRecord, isText } from '../transport/shape.ts';

/** Members that not every reply has, in the documents or in recorded replies. */
type Optional = 'phone' | 'extension' | 'lcPhone' | 'platformLanguage' | 'traceId';

/** A user as replies show it: the password, the scopes for assigned data and the Twilio numbers are never among it. */
export type ShownUser = Required<Omit<LeadConnectorUser, Optional>> & Partial<Pick<LeadConnectorUser, Optional>>;

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

/** A user among others: which members it has depends on the call, and on its projection. */
export type ListedUser = LeadConnectorListedUser;

/** The users that a call found. */
export interface ListedUsers {
  readonly users: ListedUser[];
}

/** A page of the users that a search found. */
export interface FoundUsers extends ListedUsers {
  /** How many were found, on all pages. */
  readonly count: number;
}

/** Whether a reply lists users. */
export function isListedUsers(body: unknown): body is ListedUsers {
  return isRecord(body) && isListOf(body.users, isRecord);
}

/** Whether a reply is a page of users. */
export function isFoundUsers(body: unknown): body is FoundUsers {
  return isListedUsers(body) && 'count' in body && typeof body.count === 'number';
}

/** What a deletion is answered: `succeded` before version v3, `succeeded` in it. */
export type Deletion = (Pick<LeadConnectorDeletion, 'succeded'> | Pick<LeadConnectorV3Deletion, 'succeeded'>) &
  Pick<LeadConnectorDeletion, 'message'> &
  Partial<Pick<LeadConnectorDeletion, 'traceId'>>;

/** Whether a reply confirms a deletion. */
export function isDeletion(body: unknown): body is Deletion {
  if (!(isRecord(body) && isText(body.message))) return false;
  return body.succeded === true || body.succeeded === true;
}
