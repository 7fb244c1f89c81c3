import { credentials } from '../../mocks/leeloo/credentials.ts';
import { createPath } from './create-path.ts';

/** What is sent, and the body that must come back; a wrong reply ends the measurement. */
export interface Step {
  readonly request: string;
  readonly reply: string;
}

/** How a server of another make differs from Leeloo's mock. */
export interface Target {
  readonly path: string;
  /** The only address that it takes. */
  readonly email?: string;
  /** The body of its reply to a create. */
  readonly reply: string;
}

interface Variation {
  readonly path?: string;
  /** None at all when it is null. */
  readonly email?: string | null | undefined;
  readonly token?: string;
  readonly connectionId?: string;
}

const { token, connection_id, tag_id } = credentials;

/** The request of Leeloo's document with its missing comma put in, and with members of one's own. */
export function createRequest(index: number, variation: Variation = {}): string {
  const { email = emailOf(index) } = variation;
  const body = JSON.stringify({
    data: [{ ...(email !== null && { email }), name: 'Robin Hood', phone: '+380963333333' }],
    connection_id: variation.connectionId ?? connection_id,
    tags: tag_id,
  });
  return post(body, variation.token ?? token, variation.path);
}

function post(body: string, sentToken: string, path = createPath): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `X-Leeloo-AuthToken: ${sentToken}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** Addresses of equal length, so that every request has as many bytes as any other. */
function emailOf(index: number): string {
  return `reader-${String(index).padStart(8, '0')}@xmpl.net`;
}

const accepted = '{"data":{"count_to_process":1},"status":1}';

/** A new account with every request. */
export function createAccount(index: number, _stored?: number, target?: Target): Step {
  return { request: createRequest(index, target), reply: target?.reply ?? accepted };
}

/** A new account with every request, in as many sessions in turn. */
export function createInSessions(index: number, sessions: number): Step {
  return { request: createRequest(index, { path: `/~s${index % sessions}${createPath}` }), reply: accepted };
}

/** Accounts that exist already, one after the other. */
export function repeatAccount(index: number, stored: number): Step {
  return createAccount(index % stored);
}

const refusals: readonly ((index: number) => Step)[] = [
  (index) => ({
    request: createRequest(index, { email: `reader-${index}` }),
    reply: '{"status":0,"error":{"fields":{"data/0/email":"WRONG_EMAIL"},"code":"FORMAT_ERROR"}}',
  }),
  (index) => ({
    request: createRequest(index, { token: `wrong-${index}` }),
    reply: '{"status":0,"error":{"fields":{"token":"WRONG_TOKEN"},"code":"WRONG_TOKEN"}}',
  }),
  (index) => ({
    request: createRequest(index, { connectionId: index.toString(16).padStart(24, '0') }),
    reply: '{"status":0,"error":{"fields":{"connection_id":"WRONG_ID"},"code":"WRONG_ID"}}',
  }),
  (index) => ({
    request: post(`{"data": ${index}`, token),
    reply: '{"status":0,"error":{"code":"BROKEN_JSON","message":"Please, verify your json"}}',
  }),
];

/** Duplicates and four kinds of refusals in turn: each is answered, none is stored. */
export function storeNothing(index: number, stored: number): Step {
  const refusal = refusals[index % (refusals.length + 1)];
  return refusal ? refusal(index) : repeatAccount(index, stored);
}

/** The request of an index; `stored` is how many accounts or sessions there are. */
export type Script = (index: number, stored: number, target?: Target) => Step;

/** What the load process can be asked to send. */
export const scripts = { createAccount, createInSessions, repeatAccount, storeNothing } as const;

/** The stored accounts that `repeatAccount` meets, as `PUT /_understudy/state/leeloo` takes them. */
export function storedAccounts(count: number) {
  const accounts = Array.from({ length: count }, (_, index) => ({
    email: emailOf(index),
    name: 'Robin Hood',
    phone: '+380963333333',
    connection_id,
    tags: tag_id,
  }));
  return { accounts };
}
