import { answer, body, driftsOf, replacing, status, without } from './plants.ts';

const drift = driftsOf('leadconnector');
const neverWas = { message: 'The user does not exist.', error: 'Unauthorized', statusCode: 401 };
const more = body('shown', (json) => ({ ...json, totpEnabled: false }));
const scopes = body('created', (json) => ({ ...json, scopes: '' }));
const bot = replacing('"botService":false', '"botService":true');
const noEmail = replacing('email must be an email', 'email is not valid');
const taken = (label: string, code: number) => answer(label, code, { id: 'z'.repeat(20), email: 'john' });

export const leadconnector = [
  drift('a success of another status', status('created', 200), 'mock', 'created', 'status', 'status'),
  drift('a new member', more, 'mock', 'read-update-delete', 'new', '/totpEnabled'),
  drift('a missing member', body('created', without('lcPhone')), 'mock', 'created', 'missing', '/lcPhone'),
  drift('a documented member', body('created', without('firstName')), 'document', 'created', 'missing', '/firstName'),
  drift('scopes as a text', scopes, 'mock', 'created', 'type', '/scopes'),
  drift('another default', bot, 'mock', 'permissions-default', 'value', '/permissions/botService'),
  drift('another text', noEmail, 'mock', 'validation', 'text', '/message/1'),
  drift('another status', status('wrong fields', 400), 'mock', 'validation', 'status', 'status'),
  drift('wrong fields', taken('wrong fields', 201), 'document', 'validation', 'outcome', 'status'),
  drift('another email', taken('email changed', 200), 'mock', 'read-update-delete', 'outcome', 'status'),
  drift('a taken email', status('taken', 422), 'mock', 'email-taken', 'status', 'status'),
  drift('a deleted user', answer('gone', 401, neverWas), 'mock', 'user-deleted', 'order', '/message'),
  drift('no count', body('searched', without('count')), 'mock', 'search-users', 'missing', '/count'),
  drift('a company of others', taken('other company', 201), 'mock', 'company-unknown', 'outcome', 'status'),
  drift('no version', answer('no version', 200, {}), 'document', 'version-missing', 'outcome', 'status'),
  drift('any token', answer('wrong token', 200, {}), 'document', 'token-invalid', 'outcome', 'status'),
];
