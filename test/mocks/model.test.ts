import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionHandle } from '../../src/app/session-handle.ts';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { type Sent, sendTo, validCall } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';

let understudy: Understudy;
beforeAll(async () => {
  understudy = await startUnderstudy();
});
afterAll(() => understudy.close());

/** Few names in many spellings, so that calls collide. */
const email = fc.mixedCase(fc.constantFrom('robin@sherwood.example', 'john@sherwood.example', 'tuck@abbey.example'));
const firstName = fc.constantFrom('Robin', 'Marian', 'Will');

/** Walks at random, each in a session of its own: every step makes a call, changes the model and compares both. */
async function walk<Action, Model>(
  action: fc.Arbitrary<Action>,
  begin: () => Model,
  step: (session: SessionHandle, model: Model, action: Action) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 15 }), async (actions) => {
    const session = understudy.session();
    const model = begin();
    for (const each of actions) await step(session, model, each);
  });
  await fc.assert(property, { numRuns: 40 });
}

/** A valid call with another path or body. */
async function call(session: SessionHandle, provider: Provider, operation: string, changes: Partial<Sent>) {
  const { method, path, headers } = validCall(provider, operation);
  const { status, text } = await sendTo(understudy, session.id, provider, { method, path, headers, ...changes });
  const body: unknown = JSON.parse(text);
  if (!isJsonObject(body)) throw new Error(`The reply to ${operation} is no object: ${text}`);
  return { status, body };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface LeelooRequest {
  readonly data: readonly { readonly email: string; readonly name: string }[];
  readonly connection_id: string;
}

test('Leeloo keeps the first account of an email and connection, and nothing of a request with a bad item', async () => {
  const { connection_id, other_connection_id } = mocks.leeloo.credentials;
  const item = fc.record({ email: fc.oneof({ weight: 9, arbitrary: email }, fc.constant('robin')), name: firstName });
  const request = fc.record({
    data: fc.array(item, { minLength: 1, maxLength: 4 }),
    connection_id: fc.constantFrom(connection_id, other_connection_id),
  });
  await walk(request, () => new Map<string, object>(), createEmailAccounts);
});

async function createEmailAccounts(session: SessionHandle, accounts: Map<string, object>, body: LeelooRequest) {
  const reply = await call(session, mocks.leeloo, 'create-email-account', { body });
  if (body.data.some((item) => !item.email.includes('@'))) {
    expect(reply.body).toMatchObject({ status: 0, error: { code: 'FORMAT_ERROR' } });
  } else {
    expect(reply.body).toEqual({ data: { count_to_process: body.data.length }, status: 1 });
    for (const item of body.data) {
      const key = `${body.connection_id} ${item.email.toLowerCase()}`;
      accounts.set(key, accounts.get(key) ?? { ...item, connection_id: body.connection_id });
    }
  }
  expect(session.state('leeloo').accounts).toEqual([...accounts.values()]);
}

interface User {
  readonly email: string;
  readonly firstName: string;
}

interface UserAction extends User {
  readonly kind: 'create' | 'update' | 'delete';
  /** Which user is meant; there may be fewer. */
  readonly at: number;
}

test('LeadConnector has each email once, and frees it with its user', async () => {
  const action = fc.record({
    kind: fc.constantFrom('create', 'update', 'delete'),
    at: fc.nat({ max: 3 }),
    email,
    firstName,
  });
  await walk(action, () => new Map<string, User>(), changeUsers);
});

async function changeUsers(session: SessionHandle, users: Map<string, User>, { kind, at, ...fields }: UserAction) {
  const id = [...users.keys()][at] ?? 'nobody';
  if (kind === 'create') await createUser(session, users, fields);
  if (kind === 'update') await updateUser(session, users, id, fields);
  if (kind === 'delete') await deleteUser(session, users, id);
  const stored = session.state('leadconnector').users.map((user) => [user.id, user.email, user.firstName]);
  expect(stored).toEqual([...users].map(([each, user]) => [each, user.email, user.firstName]));
}

async function createUser(session: SessionHandle, users: Map<string, User>, user: User) {
  const sample = JSON.parse(validCall(mocks.leadconnector, 'create-user').body(1));
  const { status, body } = await call(session, mocks.leadconnector, 'create-user', { body: { ...sample, ...user } });
  const isTaken = [...users.values()].some((other) => isSame(other.email, user.email));
  expect(status).toBe(isTaken ? 400 : 201);
  if (!isTaken) users.set(String(body.id), user);
}

async function updateUser(session: SessionHandle, users: Map<string, User>, id: string, fields: User) {
  const { status } = await call(session, mocks.leadconnector, 'update-user', { path: `/users/${id}`, body: fields });
  const user = users.get(id);
  if (!user) return expect(status).toBe(401);
  const keepsEmail = isSame(user.email, fields.email);
  expect(status).toBe(keepsEmail ? 200 : 422);
  if (keepsEmail) users.set(id, { ...user, firstName: fields.firstName });
}

async function deleteUser(session: SessionHandle, users: Map<string, User>, id: string) {
  const { status } = await call(session, mocks.leadconnector, 'delete-user', { path: `/users/${id}` });
  expect(status).toBe(users.delete(id) ? 200 : 401);
}

test('Sensorpro adds a user once and changes only what is sent afterwards', async () => {
  const user = fc.record(
    { User: email, FirstName: firstName, LastName: firstName, Email: email, Role: firstName, APIUser: fc.boolean() },
    { requiredKeys: ['User', 'FirstName', 'LastName', 'Email'] },
  );
  await walk(user, () => new Map<string, object>(), addOrUpdateUser);
});

async function addOrUpdateUser(session: SessionHandle, users: Map<string, object>, body: { readonly User: string }) {
  const { User, ...fields } = body;
  const known = users.get(User.toLowerCase());
  users.set(User.toLowerCase(), { ...(known ?? { User, Role: 'Admin', APIUser: false }), ...fields });
  const reply = await call(session, mocks.sensorpro, 'add-update-user', { body });
  expect(reply.body).toMatchObject(known ? { UpdateCount: 1, AddCount: 0 } : { UpdateCount: 0, AddCount: 1 });
  const [_own, ...others] = session.state('sensorpro').users;
  expect(others).toMatchObject([...users.values()]);
}

interface Account {
  readonly email: string;
  /** That of its campaign. */
  readonly name: string;
}

test('GetResponse takes an email and the name of a campaign once, and looks at the email first', async () => {
  const account = fc.record({ email, name: fc.constantFrom('sherwood', 'abbey', 'nottingham') });
  await walk(account, () => new Map<string, Account>(), addAccount);
});

async function addAccount(session: SessionHandle, accounts: Map<string, Account>, account: Account) {
  const { params, ...request } = JSON.parse(validCall(mocks.getresponse, 'add-account').body(1));
  const [key, sample] = params;
  const attributes = { ...sample, email: account.email, campaign: { ...sample.campaign, name: account.name } };
  const { body } = await call(session, mocks.getresponse, 'add-account', {
    body: { ...request, params: [key, attributes] },
  });
  const taken = takenBy([...accounts.values()], account);
  if (taken) expect(body.error).toEqual({ code: -1, message: taken });
  else accounts.set(account.email.toLowerCase(), account);
  const state = session.state('getresponse');
  const stored = state.accounts.map(({ email }, index) => ({ email, name: state.campaigns?.[index]?.name }));
  expect(stored).toEqual([...accounts.values()]);
}

function takenBy(accounts: readonly Account[], account: Account): string | undefined {
  if (accounts.some((other) => isSame(other.email, account.email))) return 'Email already taken';
  return accounts.some((other) => other.name === account.name) ? 'Name already taken' : undefined;
}
