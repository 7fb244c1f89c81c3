import { request } from 'node:http';
import { expect, test } from 'vitest';
import { type SessionHandle, startUnderstudy } from '../../src/index.ts';
import { credentials } from './credentials.ts';
import type { SensorproState, SignInReply } from './generated/schemas.ts';

const user = {
  Organization: credentials.organization,
  User: 'ann@acme.example',
  UICulture: 'en-GB',
  Culture: 'en-GB',
  Role: 'Admin',
  Menu: '*sys',
  CampaignAdmin: false,
  APIUser: true,
  EnableAdvancedEdit: false,
} as const satisfies SensorproState['users'][number];

function post(session: SessionHandle, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(session.url('sensorpro') + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function signIn(session: SessionHandle, body: object, key: string = credentials.api_key) {
  const { organization: Organization, user: User, password: Password } = credentials;
  const sent = { Organization, User, Password, ...body };
  const reply = await post(session, '/auth/sys/signin', sent, { 'x-apikey': key });
  return JSON.parse(await reply.text()) as SignInReply;
}

test('every refused sign-in gets the same reply but for its id', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const notForApi = { ...user, APIUser: false, User: 'bob@acme.example', Password: 'Known.123' };
  session.seed('sensorpro', { organizations: [], users: [user, notForApi] });
  const replies = [
    await signIn(session, {}, 'f'.repeat(32)),
    await signIn(session, { Organization: 'NOBODY' }),
    await signIn(session, { Organization: '__proto__', User: 'constructor' }),
    await signIn(session, { User: 'nobody@acme.example' }),
    await signIn(session, { User: user.User, Password: '***' }),
    await signIn(session, { Password: ['Encore.2030!'] }),
    await signIn(session, { User: notForApi.User, Password: notForApi.Password }),
  ];
  const texts = replies.map((reply) => JSON.stringify({ ...reply, Result: { ...reply.Result, RequestId: '' } }));
  expect(new Set(texts).size).toBe(1);
});

test('a client that follows APIEndpoint stays with its session', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const { APIEndpoint, Token } = await signIn(session, {});
  expect(APIEndpoint).toBe(`${session.url('sensorpro')}/`);
  // fetch sends a POST without a body with length 0, as the public client does.
  const reply = await fetch(`${APIEndpoint}auth/sys/logoff/${Token}`, { method: 'POST' });
  expect(reply.headers.get('x-understudy-rule')).toBe('sensorpro/signed-off');
});

test('a log-off without a length is answered 411', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${session.url('sensorpro')}/auth/sys/logoff/${credentials.token}`, { method: 'POST' });
    sent.on('response', (reply) => resolve(reply.resume().statusCode)).on('error', reject);
    sent.useChunkedEncodingByDefault = false;
    sent.removeHeader('Content-Length');
    sent.end();
  });
  expect(status).toBe(411);
});

test('members named like parts of an object change nothing and are shown as sent', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const path = `/api/Account/AddUpdateUser/${credentials.token}`;
  const before = session.state('sensorpro');
  const hostile = '{"__proto__":{"User":"a@b.co","APIUser":true},"constructor":{"prototype":{"own":true}}}';
  const reply = await (await post(session, path, hostile)).text();
  expect(reply).toContain(`"FailedRequests":[${hostile}]`);
  expect(reply).toContain('"TotalErrors":4');
  expect(session.state('sensorpro')).toEqual(before);
});

test('passwords, the token and keys are masked wherever a refused request repeats them', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const path = `/api/Account/AddUpdateUser/${credentials.token}`;
  const secrets = ['pass@123!G', '86420975', credentials.token, 'key-of-somebody'];
  const reply = await post(session, path, {
    FirstName: 'pass@123!G',
    PASSWORD: ['pass@123!G', 86420975],
    Age: 86420975,
    'pass@123!G': `see ${credentials.token}`,
    Note: [{ ApiKey: 'key-of-somebody' }, 'key-of-somebody'],
  });
  const shown = (await reply.text()) + JSON.stringify(session.requests());
  expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
});

test('an organization sees and changes its own users only', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const [Password, APIKey] = ['Known.123', '0123456789abcdef0123456789abcdef'];
  const acme = { Company: 'acme', APIKey, Parent: credentials.organization, ShareCredit: false };
  session.seed('sensorpro', {
    organizations: [{ ...acme, CopyAuthorizedSenderEmail: false }],
    users: [
      { ...user, Role: 'Untouched' },
      { ...user, Organization: 'acme', Password },
    ],
  });
  const { Token } = await signIn(session, { Organization: 'acme', User: user.User, Password }, APIKey);
  const change = { User: user.User, FirstName: 'Ann', LastName: 'Acme', Email: user.User, Role: 'Changed' };
  await post(session, `/api/Account/AddUpdateUser/${Token}`, change);
  const roles = session.state('sensorpro').users.map(({ Organization, Role }) => [Organization, Role]);
  expect(roles).toEqual([
    [credentials.organization, 'Admin'],
    [credentials.organization, 'Untouched'],
    ['acme', 'Changed'],
  ]);
});
