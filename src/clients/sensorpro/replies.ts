import type {
  AddSubOrganizationReply,
  AddUpdateUserReply,
  SignOffReply,
} from '../../../mocks/sensorpro/generated/schemas.ts';
import { hasTexts, isRecord } from '../transport/shape.ts';

/** Whether a reply has the key of an organization that was added. */
export function isAddedOrganization(body: unknown): body is AddSubOrganizationReply {
  return hasTexts(body, 'APIKey') && body.APIKey !== '' && 'AddCount' in body && body.AddCount === 1;
}

/** Whether a reply counts one user, added or changed. */
export function isAddedOrUpdatedUser(body: unknown): body is AddUpdateUserReply {
  if (!isRecord(body) || !Array.isArray(body.FailedRequests)) return false;
  const { AddCount, UpdateCount } = body;
  return (AddCount === 1 && UpdateCount === 0) || (AddCount === 0 && UpdateCount === 1);
}

/** Whether a reply is that of a log-off: it has nothing but its Result. */
export function isSignedOff(body: unknown): body is SignOffReply {
  return isRecord(body);
}
