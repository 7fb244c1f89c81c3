import { answer, body, driftsOf, replacing, status, without } from './plants.ts';

const drift = driftsOf('leeloo');
const accepted = { data: { count_to_process: 1 }, status: 1 };
const refused = (code: string, fields: object) => ({ status: 0, error: { fields, code } });
const more = body('created', (json) => ({ ...json, queue: 'emails' }));
const texts = body('created', (json) => ({ ...json, data: { count_to_process: '1' } }));
const none = body('duplicate', (json) => ({ ...json, data: { count_to_process: 0 } }));
const duplicate = answer('duplicate', 200, refused('DUPLICATE', {}));
const oneOfTwo = answer('both unknown', 200, refused('WRONG_ID', { connection_id: 'WRONG_ID' }));
const otherField = answer('wrong token', 200, refused('WRONG_TOKEN', { token: 'REQUIRED' }));

export const leeloo = [
  drift('a new member', more, 'mock', 'created', 'new', '/queue'),
  drift('a missing member', body('created', without('data')), 'mock', 'created', 'missing', '/data'),
  drift('another type', texts, 'mock', 'created', 'type', '/data/count_to_process'),
  drift('another count', none, 'document', 'duplicate-ignored', 'value', '/data/count_to_process'),
  drift('a duplicate that is refused', duplicate, 'mock', 'duplicate-ignored', 'outcome', ''),
  drift('a status of its own', status('wrong token', 401), 'mock', 'token', 'status', 'status'),
  drift(
    'another word',
    replacing('WRONG_EMAIL', 'BAD_EMAIL'),
    'document',
    'email-format',
    'text',
    '/error/fields/data~10~1email',
  ),
  drift('too lax a mock would be', answer('wrong email', 200, accepted), 'document', 'email-format', 'outcome', ''),
  drift('one field of two', oneOfTwo, 'mock', 'connection-unknown', 'missing', '/error/fields/tags'),
  drift('the word of another rule', otherField, 'mock', 'token', 'order', '/error/fields/token'),
];
