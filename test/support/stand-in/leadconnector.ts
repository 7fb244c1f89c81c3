import { randomUUID } from 'node:crypto';
import { type Fields, fieldsIn, isEmail, isText, type Play, type Reply } from './reply.ts';

/** What the owner of the played agency knows. */
export const leadconnectorAccount = {
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
export function playLeadConnector(): Play {
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
  const remove = (id: string): Reply => {
    const { email } = existing(id);
    users.delete(id);
    return reply(200, { message: `Queued deleting user with e-mail ${email}.`, succeded: true });
  };
  const calls: Readonly<Record<string, (id: string, sent: Fields) => Reply>> = {
    POST: (_id, sent) => create(sent),
    GET: (id) => shown(200, id, existing(id)),
    PUT: change,
    DELETE: remove,
  };
  return ({ method, url, headers, body }) => {
    try {
      checkHeaders(method, headers);
      return calls[method]?.(url.split('/')[2] ?? '', fieldsIn(body) ?? {}) ?? reply(404, {});
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

function checkHeaders(method: string, { version, authorization = '' }: Readonly<Record<string, unknown>>): void {
  const { token, read_only_token } = leadconnectorAccount;
  if (version !== '2021-07-28') throw new Refusal(401, 'version header is invalid');
  const sent = String(authorization).slice('Bearer '.length);
  if (sent !== token && sent !== read_only_token)
    throw new Refusal(401, sent.startsWith('pit-') ? 'Invalid Private Integration token' : 'Invalid JWT');
  if (sent === read_only_token && method !== 'GET')
    throw new Refusal(401, 'The token is not authorized for this scope.');
}

function checkFields({ firstName, email, twilioPhone }: Fields, isNew: boolean): void {
  const phones = Object.values(Object(twilioPhone ?? {}));
  const messages = [
    ...((isNew || firstName !== undefined) && !isText(firstName) ? ['firstName should not be empty'] : []),
    ...((isNew || email !== undefined) && !isEmail(email) ? ['email must be an email'] : []),
    ...(phones.every((phone) => /^\+\d{6,}$/.test(String(phone)))
      ? []
      : ['each value in twilioPhone must be a valid phone number']),
  ];
  if (messages.length > 0) throw new Refusal(422, messages);
}

function checkPlace({ companyId, locationIds }: Fields): void {
  const { company_id, location_id } = leadconnectorAccount;
  const isOwn = companyId === company_id && Array.isArray(locationIds) && locationIds.every((id) => id === location_id);
  if (!isOwn) throw new Refusal(403, 'The token does not have access to this location.');
}

function shown(status: number, id: string, user: Fields = {}): Reply {
  const { type, role, locationIds, password: _, companyId: _company, twilioPhone: _phones, ...others } = user;
  const roles = { role, type, locationIds, locationIdCount: 1 };
  return reply(status, { deleted: false, ...others, name: `${user.firstName} ${user.lastName}`, roles, id });
}

function reply(status: number, body: Fields): Reply {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ETag: 'W/"5e2"', 'X-Trace-Id': randomUUID() };
  return { status, headers, body: JSON.stringify(body) };
}
