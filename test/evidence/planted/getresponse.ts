import { answer, body, driftsOf, type Json, replacing, status } from './plants.ts';

const drift = driftsOf('getresponse');
const added = { jsonrpc: '2.0', result: { added: 1, ACCOUNT_ID: 'Abc123' }, id: 1 };
const error = (message: string) => ({ jsonrpc: '2.0', error: { code: -1, message }, id: 1 });
const result = (change: (result: Json) => Json) => (json: Json) =>
  json.result ? { ...json, result: change(json.result as Json) } : json;
const noId = body(
  'added',
  result(({ added: count }) => ({ added: count })),
);
const countAsText = body(
  'added',
  result((each) => ({ ...each, added: '1' })),
);
const pongMore = body(
  'ping',
  result((each) => ({ ...each, at: 'now' })),
);

export const getresponse = [
  drift(
    'a documented text',
    replacing('Invalid email syntax', 'No email'),
    'document',
    'email-syntax',
    'text',
    '/error/message',
  ),
  drift(
    'an assumed text',
    replacing('Missing account', 'No such account'),
    'mock',
    'accounts',
    'text',
    '/error/message',
  ),
  drift('another code', replacing('"code":-1', '"code":-2'), 'mock', 'email-taken', 'text', '/error/code'),
  drift('weak passwords', answer('weak password', 200, added), 'document', 'password-weak', 'outcome', ''),
  drift('a wrong country', answer('wrong country', 200, added), 'document', 'country', 'outcome', ''),
  drift('an email twice', answer('email taken', 200, added), 'document', 'email-taken', 'outcome', ''),
  drift(
    'another check first',
    answer('wrong country', 200, error('Password too weak')),
    'mock',
    'country',
    'order',
    '/error/message',
  ),
  drift('no id', noId, 'document', 'account-added', 'missing', '/result/ACCOUNT_ID'),
  drift('a count as a text', countAsText, 'document', 'account-added', 'type', '/result/added'),
  drift('a ping that says more', pongMore, 'mock', 'ping', 'new', '/result/at'),
  drift('another pong', replacing('"pong"', '"Pong"'), 'mock', 'ping', 'value', '/result/ping'),
  drift('a status of its own', status('wrong key', 403), 'mock', 'api-key', 'status', 'status'),
];
