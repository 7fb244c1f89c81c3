import { body, driftsOf, type Json, replacing, status } from './plants.ts';

const drift = driftsOf('sensorpro');
const done = (counts: Json) => (json: Json) => ({
  ...json,
  ...counts,
  Result: { ...(json.Result as Json), TotalErrors: 0, ErrorMessages: [] },
});
const refused = (json: Json) => ({ ...json, AddCount: 0, Result: { ...(json.Result as Json), TotalErrors: 1 } });
const adds = body('user updated', (json) => ({ ...json, UpdateCount: 0, AddCount: 1 }));
const key = body('company added', (json) => ({ ...json, APIKey: 5 }));
const twice = body('company taken', done({ AddCount: 1, APIKey: '0'.repeat(32) }));
const description = '/Result/ErrorMessages/0/Description';

export const sensorpro = [
  drift('another lifetime', replacing('3622', '3600'), 'mock', 'signed-in', 'value', '/ExpiresIn'),
  drift('another text', replacing('Sign-in failed.', 'No.'), 'mock', 'signin-refused', 'text', description),
  drift('a status of its own', status('wrong token', 401), 'mock', 'token', 'status', 'status'),
  drift(
    'a mended spelling',
    replacing('StatusMesssages', 'StatusMessages'),
    'mock',
    'signed-in',
    'missing',
    '/Result/StatusMesssages',
  ),
  drift(
    'weak passwords',
    body('weak password', done({ UpdateCount: 1 })),
    'document',
    'password-format',
    'outcome',
    '',
  ),
  drift('no names', body('no name', done({ AddCount: 1 })), 'document', 'required', 'outcome', ''),
  drift('an update that adds', adds, 'document', 'user-updated', 'value', '/UpdateCount'),
  drift('a key as a number', key, 'document', 'sub-organization-added', 'type', '/APIKey'),
  drift('a company twice', twice, 'mock', 'company-taken', 'outcome', ''),
  drift('any company', body('wrong company', done({ AddCount: 1 })), 'document', 'company-format', 'outcome', ''),
  drift('any token', body('wrong token', done({ AddCount: 1 })), 'document', 'token', 'outcome', ''),
  drift('too strict an API', body('company added', refused), 'mock', 'sub-organization-added', 'outcome', ''),
];
