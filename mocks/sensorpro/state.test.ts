import { expect, test } from 'vitest';
import { usualBounds } from '../../src/kit/world/bounds.ts';
import { Clock } from '../../src/kit/world/clock.ts';
import { seededRandom } from '../../src/kit/world/random.ts';
import { StateShare, StateSpace } from '../../src/kit/world/state-space.ts';
import { World } from '../../src/kit/world/world.ts';
import { credentials } from './credentials.ts';
import type { SensorproState } from './generated/schemas.ts';
import { state } from './state.ts';

function newWorld() {
  return new World({
    createStores: state.create,
    clock: new Clock(),
    random: seededRandom(1, 'sensorpro'),
    digestKey: Buffer.alloc(32),
    share: new StateShare(new StateSpace()),
    replyBytes: usualBounds.reply,
    limiter: undefined,
  });
}

const organization = {
  Company: 'acme',
  APIKey: '0123456789abcdef0123456789abcdef',
  Parent: credentials.organization,
  ShareCredit: true,
  CopyAuthorizedSenderEmail: false,
};
const user = {
  Organization: 'acme',
  User: 'ann@acme.example',
  UICulture: 'en-GB',
  Culture: 'en-GB',
  Role: 'Admin',
  Menu: '*sys',
  CampaignAdmin: false,
  APIUser: true,
  EnableAdvancedEdit: false,
  Password: 'Known.123',
} as const;
const seed: SensorproState = { organizations: [organization], users: [user] };

test('no password is stored in clear', () => {
  const world = newWorld();
  state.seed(world, seed);
  const stored = JSON.stringify([world.stores.users.values(), world.stores.organizations.values()]);
  expect(stored).not.toContain(user.Password);
  expect(stored).not.toContain(credentials.password);
});

test('a shown state can be seeded again: keys and passwords are those that were there, or new', () => {
  const world = newWorld();
  state.seed(world, seed);
  const shown = state.dump(world.stores);
  const same = newWorld();
  state.seed(same, shown, world.stores);
  expect(same.stores.organizations.get('acme')?.apiKey).toBe(organization.APIKey);
  expect(same.stores.users.values()).toEqual(world.stores.users.values().map(({ own, ...others }) => others));
  const fresh = newWorld();
  state.seed(fresh, shown);
  expect(fresh.stores.organizations.get('acme')?.apiKey).toMatch(/^(?!0123)[0-9a-f]{32}$/);
  expect(fresh.stores.organizations.get('understudy')?.apiKey).toBe(credentials.api_key);
  for (const other of [same, fresh]) expect(state.dump(other.stores)).toEqual(shown);
});

test('a seed may change the mock’s own user, but has no record twice, in whatever case', () => {
  const own = { ...user, Organization: credentials.organization, User: credentials.user.toUpperCase() };
  state.seed(newWorld(), { organizations: [], users: [own] });
  const ownOrganization = { ...organization, Company: credentials.organization.toLowerCase() };
  state.seed(newWorld(), { organizations: [{ ...ownOrganization, Parent: '' }], users: [] });
  const again = { ...user, User: 'ANN@acme.example' };
  expect(() => state.seed(newWorld(), { organizations: [organization], users: [user, again] })).toThrow(
    '/users/1 has the Organization and User of an earlier user',
  );
  const twice = [organization, { ...organization, Company: 'ACME', APIKey: 'f'.repeat(32) }];
  expect(() => state.seed(newWorld(), { organizations: twice, users: [] })).toThrow(
    '/organizations/1 has the Company of another organization',
  );
});

const lost = { ...organization, Parent: 'nobody' };
const sameKey = { ...organization, Company: 'other' };

test.each([
  [{ organizations: [lost], users: [] }, '/organizations/0 has a Parent that no organization is'],
  [{ organizations: [organization, sameKey], users: [] }, '/organizations/1 has the APIKey of another organization'],
  [{ organizations: [], users: [user] }, '/users/0 has an Organization that is not there'],
])('a seed names nothing that is not there, and no key twice', (wrong, complaint) => {
  expect(() => state.seed(newWorld(), wrong)).toThrow(complaint);
});
