import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Session } from '../../src/sessions/session.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import type { LeadConnectorStoredUser } from './generated/schemas.ts';
import { leadconnector } from './provider.ts';
import { newUser, updatedUser } from './users.ts';

const robin: LeadConnectorStoredUser = {
  id: '0IHuJvc2ofPAAA8GzTRi',
  companyId: 've9EPM428h8vShlRW1KT',
  firstName: 'Robin',
  lastName: 'Hood',
  email: 'robin@sherwood.example.com',
  type: 'account',
  role: 'user',
  locationIds: [],
  permissions: {},
  scopes: [],
  scopesAssignedToOnly: [],
  twilioPhone: {},
  platformLanguage: 'en_US',
};

function newSession(): Session {
  return new MemoryStore({ seed: 1, rateLimits: false, digestKey: randomBytes(32) }).load('state');
}

test('fills the permissions that a seed leaves out', () => {
  const session = newSession();
  session.replaceState(leadconnector, { users: [{ ...robin, permissions: { botService: true } }] });
  const [stored] = session.world(leadconnector).stores.users.values();
  expect(Object.keys(stored?.permissions ?? {})).toHaveLength(38);
  expect(stored?.permissions).toMatchObject({ botService: true, campaignsEnabled: true, campaignsReadOnly: false });
});

test.each([
  ['id', { email: 'john@sherwood.example.com' }],
  ['email', { id: 'Wq3mZ0bTt7yLk2RvXc9A', email: 'Robin@Sherwood.Example.com' }],
])('refuses a seed with two users of one %s', (key, other) => {
  const users = [robin, { ...robin, ...other }];
  expect(() => newSession().replaceState(leadconnector, { users })).toThrow(
    `/users/1 has the ${key} of an earlier user`,
  );
});

test('keeps a number under an account id named __proto__', () => {
  const twilioPhone = JSON.parse('{"__proto__":"+18832327657","constructor":""}');
  expect(Object.entries(updatedUser(robin, { twilioPhone }).twilioPhone)).toEqual([['__proto__', '+18832327657']]);
});

test('keeps no password', () => {
  const { id, ...request } = robin;
  const users = [
    newUser(id, { ...request, password: 'Longbow-1190' }),
    updatedUser(robin, { password: 'Longbow-1190' }),
  ];
  expect(JSON.stringify(users)).not.toMatch(/password|Longbow/);
});
