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

test('a shown state can be seeded again, without its keys and passwords', () => {
  const world = newWorld();
  state.seed(world, seed);
  const shown = state.dump(world.stores);
  const other = newWorld();
  state.seed(other, shown);
  expect(other.stores.organizations.get('acme')?.apiKey).toBeUndefined();
  const { Password: _, ...withoutPassword } = user;
  expect(state.dump(other.stores)).toEqual({ ...shown, users: [withoutPassword] });
});

test('a seed may change the mock’s own user, but has no record twice, in whatever case', () => {
  const own = { ...user, Organization: credentials.organization, User: credentials.user.toUpperCase() };
  state.seed(newWorld(), { organizations: [], users: [own] });
  expect(() =>
    state.seed(newWorld(), { organizations: [], users: [user, { ...user, User: 'ANN@acme.example' }] }),
  ).toThrow('/users/1 has the Organization and User of an earlier user');
  const again = { ...organization, Company: credentials.organization.toLowerCase() };
  expect(() => state.seed(newWorld(), { organizations: [again], users: [] })).toThrow(
    '/organizations/0 has the Company of another organization',
  );
});
