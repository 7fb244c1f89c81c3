import type { Violation } from '../../src/kit/answer.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';

const anEnum = 'must be a valid enum value';
const aString = 'must be a string';
const anArray = 'must be an array';
const anObject = 'must be an object';
const notEmpty = 'should not be empty';
const aNumber = 'must be a number string';
const notStrong = 'password is not strong enough';
const aBoolean = 'must be a boolean value';

/** What is said of a field that is absent or of a wrong kind: class-validator's stock texts; of all others, `aString`. */
const ofField: Readonly<Record<string, string>> = {
  email: 'must be an email',
  type: anEnum,
  role: anEnum,
  platformLanguage: anEnum,
  locationIds: anArray,
  scopes: anArray,
  scopesAssignedToOnly: anArray,
  permissions: anObject,
  twilioPhone: anObject,
  skip: aNumber,
  limit: aNumber,
  sortDirection: anEnum,
  enabled2waySync: aBoolean,
  deleted: aBoolean,
};

/** What is said of the items and members of a field, whichever of them it is. */
const ofItems: Readonly<Record<string, string>> = {
  locationIds: `each value in locationIds ${aString}`,
  scopes: `each value in scopes ${anEnum}`,
  scopesAssignedToOnly: `each value in scopesAssignedToOnly ${anEnum}`,
  twilioPhone: 'each value in twilioPhone must be a valid phone number',
};

/** What is said of a keyword, whichever field violates it. */
const ofKeyword: Readonly<Record<string, string>> = {
  unchanged: 'can not be changed',
  minLength: notEmpty,
  minimum: 'must not be less than 0',
  maximum: 'must not be greater than 100',
};

/** What is said of a keyword of one field; class-validator has one text for all that a password lacks. */
const ofPlace: Readonly<Record<string, string>> = {
  'limit minimum': 'limit must not be less than 1',
  'password minLength': notStrong,
  'password pattern': notStrong,
};

/** The violation of an update that names another email than the user has. */
export const emailChanged: Violation<'leadconnector/read-update-delete'> = {
  path: '/email',
  keyword: 'unchanged',
  rule: 'leadconnector/read-update-delete',
};

/** The texts of the violations in their order, each once: a list names its wrong items only once. */
export function wordingOf(violations: readonly Violation[]): string[] {
  return [...new Set(violations.flatMap(textsOf))];
}

function textsOf({ path, keyword }: Violation): string[] {
  const [field = '', member] = pointerSegments(path);
  if (keyword === 'additionalProperties') return [unknown(field, member)];
  if (member !== undefined) return [ofItems[field] ?? `${field}.${member} ${aBoolean}`];
  const text = ofPlace[`${field} ${keyword}`] ?? `${field} ${ofKeyword[keyword] ?? ofField[field] ?? aString}`;
  return keyword === 'required' && isName(field) ? [text, `${field} ${notEmpty}`] : [text];
}

function unknown(field: string, member: string | undefined): string {
  return member === undefined ? `property ${field} should not exist` : `${field}.property ${member} should not exist`;
}

/** The fields that must not be empty, either. */
function isName(field: string): boolean {
  return ['companyId', 'firstName', 'lastName', 'emails', 'locationId'].includes(field);
}
