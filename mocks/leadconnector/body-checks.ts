import type { Answer, Violation } from '../../src/kit/answer.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import { readJsonObject } from '../../src/kit/protocols/json-body.ts';
import { credentials } from './credentials.ts';
import type { LeadConnectorCall } from './define-operation.ts';
import { refuse, refuseFields, refuseShortly } from './errors.ts';
import type { LeadConnectorRule } from './generated/rules.ts';
import type { CreateUserRequest, LeadConnectorStoredUser, UpdateUserRequest } from './generated/schemas.ts';
import { schemas } from './schemas.ts';
import { emailKey } from './state.ts';
import { emailChanged } from './wording.ts';

export function readBody(call: LeadConnectorCall): Answer | undefined {
  call.input = readJsonObject(call.request);
  if (call.input !== undefined) return undefined;
  return refuse('leadconnector/broken-json', {
    statusCode: 400,
    message: 'Unexpected token in JSON',
    error: 'Bad Request',
  });
}

export function checkUserExists({ params, world }: LeadConnectorCall): Answer | undefined {
  if (world.stores.users.get(params.id ?? '')) return undefined;
  return refuse('leadconnector/read-update-delete', {
    message: 'The user does not exist.',
    error: 'Unauthorized',
    statusCode: 401,
  });
}

/** The user that a path names, after `checkUserExists`. */
export function userOf({ params, world }: LeadConnectorCall): LeadConnectorStoredUser {
  const user = world.stores.users.get(params.id ?? '');
  if (!user) throw new Error('Cannot find the user: checkUserExists stands before whatever needs it.');
  return user;
}

export function checkNewUser({ input, world }: LeadConnectorCall): Answer | undefined {
  const violations = schemas.violations('create-user.request', input);
  return violations.length > 0 ? refuseFields(violations, world.random.uuid()) : undefined;
}

export function checkChanges(call: LeadConnectorCall<UpdateUserRequest>): Answer | undefined {
  const violations = schemas.violations('update-user.request', call.input);
  if (changesEmail(call, violations)) violations.push(emailChanged);
  return violations.length > 0 ? refuseFields(inFieldOrder(violations), call.world.random.uuid()) : undefined;
}

/** A valid email that is not the user's; one that is not valid is a violation of its own. */
function changesEmail(call: LeadConnectorCall<UpdateUserRequest>, violations: readonly Violation[]): boolean {
  const { email } = call.input;
  if (email === undefined || violations.some(({ path }) => path === '/email')) return false;
  return emailKey({ email }) !== emailKey(userOf(call));
}

/** Fields in the document's order, in which the schema lists them; unknown ones last, as they came. */
function inFieldOrder(violations: readonly Violation<LeadConnectorRule>[]): Violation<LeadConnectorRule>[] {
  const fields = Object.keys(schemas.read('update-user.request').properties ?? {});
  const place = ({ path }: Violation) => {
    const index = fields.indexOf(pointerSegments(path)[0] ?? '');
    return index === -1 ? fields.length : index;
  };
  return violations.toSorted((one, other) => place(one) - place(other));
}

/** The mock's tokens own one company and one location. */
export function checkOwned({
  input: { companyId = credentials.company_id, locationIds = [] },
}: LeadConnectorCall<UpdateUserRequest>): Answer | undefined {
  const ownsCompany = companyId === credentials.company_id;
  if (ownsCompany && locationIds.every((id) => id === credentials.location_id)) return undefined;
  return refuseShortly('leadconnector/company-unknown', 403, 'The token does not have access to this location.');
}

export function checkEmailFree({ input, world }: LeadConnectorCall<CreateUserRequest>): Answer | undefined {
  if (!world.stores.users.find('email', emailKey(input))) return undefined;
  return refuse('leadconnector/email-taken', {
    statusCode: 400,
    message: 'A user with this email already exists',
    error: 'Bad Request',
  });
}
