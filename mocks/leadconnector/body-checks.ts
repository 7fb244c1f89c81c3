import type { Answer, Violation } from '../../src/kit/answer.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import { readJsonObject } from '../../src/kit/protocols/json-body.ts';
import { maxViolations } from '../../src/kit/schema/bounded-keywords.ts';
import type { LeadConnectorCall } from './define-operation.ts';
import { refuse, refuseFields } from './errors.ts';
import type { LeadConnectorRule } from './generated/rules.ts';
import type { CreateUserRequest, UpdateUserRequest } from './generated/schemas.ts';
import { refuseUnowned } from './ownership.ts';
import { schemas } from './schemas.ts';
import { emailKey } from './state.ts';
import { userOf } from './user-checks.ts';
import { isV3 } from './versions.ts';
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

export function checkNewUser(call: LeadConnectorCall): Answer | undefined {
  return refuseAny(violationsOf(call, 'create-user.request'), call);
}

export function checkChanges(call: LeadConnectorCall<UpdateUserRequest>): Answer | undefined {
  const violations = violationsOf(call, 'update-user.request');
  if (!changesEmail(call, violations)) return refuseAny(violations, call);
  return refuseAny(inFieldOrder([...violations, emailChanged], 'update-user.request'), call);
}

type Violations = readonly Violation<LeadConnectorRule>[];

/** Refuses the fields of a body or the parameters of a query, if any of them is wrong. */
export function refuseAny(violations: Violations, { world }: LeadConnectorCall): Answer | undefined {
  return violations.length > 0 ? refuseFields(violations, world.random.uuid()) : undefined;
}

/** What is wrong with a body for all versions, and for that of the call. */
function violationsOf({ input, request }: LeadConnectorCall, schema: string): Violations {
  const ofVersion = schemas.violations(isV3(request) ? 'v3.request' : 'before-v3.request', input);
  const ofAll = schemas.violations(schema, input);
  if (ofVersion.length === 0) return ofAll;
  const known = new Set(ofAll.map(({ path }) => path));
  const further = ofVersion.filter(({ path }) => !known.has(path));
  return inFieldOrder([...ofAll, ...further], schema).slice(0, maxViolations);
}

/** A valid email that is not the user's; one that is not valid is a violation of its own. */
function changesEmail(call: LeadConnectorCall<UpdateUserRequest>, violations: Violations): boolean {
  const { email } = call.input;
  if (email === undefined || violations.some(({ path }) => path === '/email')) return false;
  return emailKey({ email }) !== emailKey(userOf(call));
}

/** Fields in the document's order, in which the schema lists them; unknown ones last, as they came. */
function inFieldOrder(violations: Violations, schema: string): Violations {
  const fields = Object.keys(schemas.read(schema).properties ?? {});
  const place = ({ path }: Violation) => {
    const index = fields.indexOf(pointerSegments(path)[0] ?? '');
    return index === -1 ? fields.length : index;
  };
  return violations.toSorted((one, other) => place(one) - place(other));
}

/** The tokens own the first company, and its locations. */
export function checkOwned({ input, world }: LeadConnectorCall<UpdateUserRequest>): Answer | undefined {
  return refuseUnowned(input, world.stores);
}

export function checkEmailFree({ input, world }: LeadConnectorCall<CreateUserRequest>): Answer | undefined {
  if (!world.stores.users.find('email', emailKey(input))) return undefined;
  return refuse('leadconnector/email-taken', {
    statusCode: 400,
    message: 'A user with this email already exists',
    error: 'Bad Request',
  });
}
