import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Session } from '../../src/sessions/session.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import type { GetResponseAccount } from './generated/schemas.ts';
import { getresponse } from './provider.ts';

const jane: GetResponseAccount = {
  ACCOUNT_ID: 'kR7w2Q',
  API_KEY: '09fb76c7d2ecc0298855259f1dd224a5',
  first_name: 'Jane',
  last_name: 'Roe',
  email: 'jane.roe@example.mail',
  phone: '+48222222222',
  country_code: 'PL',
  country: 'Poland',
  city: 'Sopot',
  street: 'Morska',
  zip_code: '81-001',
  campaign: { name: 'boats', confirmation_subject: 'Tk5E', confirmation_body: 'Bw2E', optin: 'double' },
};

const bob: GetResponseAccount = {
  ...jane,
  ACCOUNT_ID: 'Zp3x9L',
  API_KEY: '77c1d05be8f24a6390ab5d1ce6f08b42',
  email: 'bob.moe@example.mail',
  campaign: { ...jane.campaign, name: 'planes' },
};

function newSession(): Session {
  return new MemoryStore({ seed: 1, rateLimits: false, digestKey: randomBytes(32) }).load('state');
}

function keysIn(session: Session): string[] {
  return session
    .world(getresponse)
    .stores.accounts.values()
    .map(({ API_KEY }) => API_KEY);
}

test('keeps the keys of a seed', () => {
  const session = newSession();
  session.replaceState(getresponse, { accounts: [jane, bob] });
  expect(keysIn(session)).toEqual([jane.API_KEY, bob.API_KEY]);
});

test('draws a key for an account that is seeded without one, or with a masked one', () => {
  const session = newSession();
  const { API_KEY: _unknown, ...keyless } = jane;
  session.replaceState(getresponse, { accounts: [keyless, { ...bob, API_KEY: '***' }] });
  const [first, second] = keysIn(session);
  expect([first, second]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(first).not.toBe(second);
});

test('shows a state that can be put again, with its keys masked', () => {
  const session = newSession();
  session.replaceState(getresponse, { accounts: [jane, bob] });
  const shown = getresponse.state.dump(session.world(getresponse).stores);
  expect(shown.accounts).toEqual([
    { ...jane, API_KEY: '***' },
    { ...bob, API_KEY: '***' },
  ]);
  expect(getresponse.schemas.complaints('state', shown)).toEqual([]);
  session.replaceState(getresponse, shown);
  expect(getresponse.state.dump(session.world(getresponse).stores)).toEqual(shown);
});

test.each([
  ['ACCOUNT_ID', { ACCOUNT_ID: jane.ACCOUNT_ID }],
  ['API_KEY', { API_KEY: '09fb76c7d2ecc0298855259f1dd224a5' }],
  ['email', { email: 'JANE.ROE@example.mail' }],
  ['campaign_name', { campaign: jane.campaign }],
])('refuses a seed with two accounts of one %s', (key, other) => {
  const accounts = [jane, { ...bob, ...other }];
  expect(() => newSession().replaceState(getresponse, { accounts })).toThrow(
    `/accounts/1 has the ${key} of an earlier account`,
  );
});
