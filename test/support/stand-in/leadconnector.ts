import { randomUUID } from 'node:crypto';
import { type Fields, fieldsIn, isEmail, isText, type Play, type Reply } from './reply.ts';

/** What the owner of the played agency knows. */
export const account = {
  token: 'pit-c0ffee00-1111-4222-8333-444455556666',
  read_only_token: 'pit-c0ffee00-7777-4888-8999-aaaabbbbcccc',
  company_id: 'Kx7dYp2mQe9RtUv3WzAb',
  location_id: 'Lc4nHs8gJf1TyBx6NmPq',
};

/** A refusal by its HTTP status. */
class Refusal extends Error {
  readonly status: number;
  readonly messages: unknown;

  constructor(status: number, messages: unknown) {
    super('refused');
    this.status = status;
    this.messages = messages;
  }
}

const phrases: Record<number, string> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden' };

/** LeadConnector as its document has it. It lists the id last, and has members that no document names. */
export function createPlay(): Play {
  const users = new Map<string, Fields>();
  const create = (sent: Fields): Reply => {
    checkFields(sent, true);
    checkPlace(sent);
    const taken = [...users.values()].some(({ email }) => email === sent.email);
    if (taken) throw new Refusal(400, 'A user with this email already exists');
    const id = randomUUID().replaceAll('-', '').slice(0, 20);
    users.set(id, { scopes: [], permissions: { contactsEnabled: true }, ...sent });
    return shown(201, id, users.get(id));
  };
  const existing = (id: string): Fields => {
    const user = users.get(id);
    if (user) return user;
    throw new Refusal(401, 'The user does not exist.');
  };
  const change = (id: string, sent: Fields): Reply => {
    const user = existing(id);
    checkFields(sent, false);
    if (sent.email !== undefined && sent.email !== user.email) throw new Refusal(422, ['email can not be changed']);
    users.set(id, { ...user, ...sent });
    return shown(200, id, users.get(id));
  };
  const remove = (id: string, { version }: Fields): Reply => {
    const { email } = existing(id);
    users.delete(id);
    const done = version === 'v3' ? { succeeded: true } : { succeded: true };
    return reply(200, { message: `Queued deleting user with e-mail ${email}.`, ...done });
  };
  const find = ({ companyId, emails, query = '', projection = 'all' }: Fields): Reply => {
    if (!isText(companyId)) throw new Refusal(422, ['companyId should not be empty']);
    const wanted = isText(emails) ? emails.split(',') : undefined;
    const found = [...users].filter(([, { email }]) => wanted?.includes(`${email}`) ?? `${email}`.includes(`${query}`));
    const listed = found.map(([id, user]) => (projection === 'all' ? publicUser(id, user) : { email: user.email, id }));
    return reply(200, { count: listed.length, users: listed });
  };
  const calls: Readonly<Record<string, (id: string, sent: Fields) => Reply>> = {
    'POST /users/': (_id, sent) => create(sent),
    'GET /users/': (_id, { locationId }) => {
      const found = [...users].filter(([, user]) => Object(user.locationIds).includes(locationId));
      return reply(200, { users: found.map(([id, user]) => publicUser(id, user)) });
    },
    'GET /users/search': (_id, sent) => find(sent),
    'POST /users/search/filter-by-email': (_id, sent) => find({ projection: 'id,email', ...sent }),
    'GET /users/:id': (id) => shown(200, id, existing(id)),
    'PUT /users/:id': change,
    'DELETE /users/:id': remove,
  };
  return ({ method, url, headers, body }) => {
    try {
      checkHeaders(method, headers, url);
      const { pathname, searchParams } = new URL(url, 'http://stand-in');
      const sent = { ...Object.fromEntries(searchParams), version: headers.version, ...fieldsIn(body) };
      const play = calls[`${method} ${pathname}`] ?? calls[`${method} /users/:id`];
      return play?.(pathname.split('/')[2] ?? '', sent) ?? reply(404, {});
    } catch (error) {
      return refusal(error);
    }
  };
}

function refusal(error: unknown): Reply {
  if (!(error instanceof Refusal)) throw error;
  const { status, messages } = error;
  const phrase = phrases[status] ?? 'Unprocessable Entity';
  return reply(status, { error: phrase, traceId: randomUUID(), message: messages, statusCode: status });
}

function checkHeaders(
  method: string,
  { version, authorization = '' }: Readonly<Record<string, unknown>>,
  url: string,
): void {
  const { token, read_only_token } = account;
  if (version !== '2021-07-28' && version !== 'v3') throw new Refusal(401, 'version header is invalid');
  const sent = String(authorization).slice('Bearer '.length);
  if (sent !== token && sent !== read_only_token)
    throw new Refusal(401, sent.startsWith('pit-') ? 'Invalid Private Integration token' : 'Invalid JWT');
  if (sent === read_only_token && method !== 'GET' && !url.startsWith('/users/search'))
    throw new Refusal(401, 'The token is not authorized for this scope.');
}

function isTooWeak({ password, version }: Fields): boolean {
  return version === 'v3' && isText(password) && password.length < 12;
}

function checkFields(sent: Fields, isNew: boolean): void {
  const { firstName, email, twilioPhone } = sent;
  const phones = Object.values(Object(twilioPhone ?? {}));
  const messages = [
    ...((isNew || firstName !== undefined) && !isText(firstName) ? ['firstName should not be empty'] : []),
    ...((isNew || email !== undefined) && !isEmail(email) ? ['email must be an email'] : []),
    ...(phones.every((phone) => /^\+\d{6,}$/.test(String(phone)))
      ? []
      : ['each value in twilioPhone must be a valid phone number']),
    ...(isTooWeak(sent) ? ['password is too weak'] : []),
  ];
  if (messages.length > 0) throw new Refusal(422, messages);
}

function checkPlace({ companyId, locationIds }: Fields): void {
  const { company_id, location_id } = account;
  const isOwn = companyId === company_id && Array.isArray(locationIds) && locationIds.every((id) => id === location_id);
  if (!isOwn) throw new Refusal(403, 'The token does not have access to this location.');
}

function shown(status: number, id: string, user: Fields = {}): Reply {
  return reply(status, publicUser(id, user));
}

function publicUser(id: string, user: Fields): Fields {
  const { type, role, locationIds, password, companyId, twilioPhone, version, ...others } = user;
  const roles = { role, type, locationIds, locationIdCount: 1 };
  return { deleted: false, ...others, name: `${user.firstName} ${user.lastName}`, roles, id };
}

function reply(status: number, body: Fields): Reply {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ETag: 'W/"5e2"', 'X-Trace-Id': randomUUID() };
  return { status, headers, body: JSON.stringify(body) };
}
