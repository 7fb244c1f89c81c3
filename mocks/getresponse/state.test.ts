import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Session } from '../../src/sessions/session.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import type { GetResponseAccount, GetResponseCampaign, GetResponseDefaultCampaign } from './generated/schemas.ts';
import { getresponse } from './provider.ts';

const campaign: GetResponseDefaultCampaign = {
  name: 'boats',
  confirmation_subject: 'Tk5E',
  confirmation_body: 'Bw2E',
  optin: 'double',
};

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
  campaign,
};

const bob: GetResponseAccount = {
  ...jane,
  ACCOUNT_ID: 'Zp3x9L',
  API_KEY: '77c1d05be8f24a6390ab5d1ce6f08b42',
  email: 'bob.moe@example.mail',
  campaign: { ...campaign, name: 'planes' },
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
  const { campaign: _jane, ...janeAlone } = jane;
  const { campaign: _bob, ...bobAlone } = bob;
  const drawn = { API_KEY: '***', FROM_FIELD_ID: expect.any(String), created_on: expect.any(String) };
  expect(shown.accounts).toEqual([
    { ...janeAlone, ...drawn },
    { ...bobAlone, ...drawn },
  ]);
  expect(shown.campaigns).toMatchObject([
    { ACCOUNT_ID: jane.ACCOUNT_ID, name: 'boats', is_default: 'yes' },
    { ACCOUNT_ID: bob.ACCOUNT_ID, name: 'planes', is_default: 'yes' },
  ]);
  expect(getresponse.schemas.complaints('state', shown)).toEqual([]);
  session.replaceState(getresponse, shown);
  expect(getresponse.state.dump(session.world(getresponse).stores)).toEqual(shown);
});

test.each([
  ['ACCOUNT_ID', { ACCOUNT_ID: jane.ACCOUNT_ID }],
  ['API_KEY', { API_KEY: '09fb76c7d2ecc0298855259f1dd224a5' }],
  ['FROM_FIELD_ID', { FROM_FIELD_ID: 'Fr1Ja' }],
  ['email', { email: 'JANE.ROE@example.mail' }],
  ['campaign name', { campaign }],
])('refuses a seed with two accounts of one %s', (key, other) => {
  const accounts = [
    { ...jane, FROM_FIELD_ID: 'Fr1Ja' },
    { ...bob, ...other },
  ];
  expect(() => newSession().replaceState(getresponse, { accounts })).toThrow(
    `/accounts/1 has the ${key} of an earlier account`,
  );
});

const trains: GetResponseCampaign = {
  CAMPAIGN_ID: 'Ctrai',
  ACCOUNT_ID: jane.ACCOUNT_ID,
  is_default: 'no',
  ...campaign,
  name: 'trains',
};

test('keeps the campaigns of a seed beside those of its accounts', () => {
  const session = newSession();
  session.replaceState(getresponse, {
    accounts: [jane],
    campaigns: [{ ...trains, created_on: '2029-01-02 03:04:05' }],
  });
  const { campaigns } = getresponse.state.dump(session.world(getresponse).stores);
  expect(campaigns?.map(({ name, is_default }) => [name, is_default])).toEqual([
    ['boats', 'yes'],
    ['trains', 'no'],
  ]);
  expect(campaigns?.[1]).toMatchObject({ created_on: '2029-01-02 03:04:05' });
});

test.each([
  ['has the CAMPAIGN_ID of an earlier campaign', { name: 'trams' }],
  ['has the campaign name of an earlier campaign', { CAMPAIGN_ID: 'Ctram' }],
  ['has the CAMPAIGN_ID of an earlier campaign', { CAMPAIGN_ID: 'ownC1', name: 'trams' }],
  ['has an ACCOUNT_ID that no account has', { CAMPAIGN_ID: 'Ctram', name: 'trams', ACCOUNT_ID: 'nobody' }],
])('refuses a seed with a campaign that %s', (complaint, change) => {
  const campaigns = [trains, { ...trains, ...change }];
  expect(() => newSession().replaceState(getresponse, { accounts: [jane], campaigns })).toThrow(
    `/campaigns/1 ${complaint}`,
  );
});
