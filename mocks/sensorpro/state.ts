import type { StateSpec } from '../../src/kit/provider.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import type { World } from '../../src/kit/world/world.ts';
import { mask } from '../../src/secrets/masking.ts';
import type { SensorproOrganization, SensorproState, SensorproUser } from './generated/schemas.ts';
import type { Organization, Token, User } from './records.ts';
import { caseless, createStores, type SensorproStores, userKey } from './stores.ts';

/** The state shows what was added or changed, keys and passwords masked; a seed may give them in clear. */
export const state: StateSpec<SensorproStores, SensorproState> = {
  create: createStores,
  dump: ({ organizations, users }, which) => ({
    organizations: organizations
      .values()
      .filter((organization) => which === 'all' || isAdded(organization))
      .map(shownOrganization),
    users: users
      .values()
      .filter((user) => which === 'all' || isAdded(user))
      .map(shownUser),
  }),
  holdsOwn,
  seed: (world, { organizations, users }) => {
    for (const [index, organization] of organizations.entries()) seedOrganization(world, index, organization);
    for (const [index, user] of users.entries()) seedUser(world, index, user);
  },
};

function isAdded({ own }: Organization | User): boolean {
  return !own;
}

function shownOrganization(organization: Organization): SensorproOrganization {
  const { Company, Parent, ShareCredit, CopyAuthorizedSenderEmail } = organization;
  return { Company, APIKey: mask, Parent, ShareCredit, CopyAuthorizedSenderEmail };
}

function shownUser({ digest, own: _, ...shown }: User): SensorproUser {
  return { ...shown, ...(digest !== undefined && { Password: mask }) };
}

function seedOrganization({ stores }: World<SensorproStores>, index: number, seed: SensorproOrganization): void {
  const { APIKey, ...organization } = seed;
  if (stores.organizations.get(caseless(seed.Company))) {
    throw new StateError('sensorpro', [`/organizations/${index} has the Company of another organization`]);
  }
  stores.organizations.insert({ ...organization, apiKey: APIKey === mask ? undefined : APIKey });
}

/** A seed may change the mock's own user, as a call may. */
function seedUser(world: World<SensorproStores>, index: number, seed: SensorproUser): void {
  const { Password, ...fields } = seed;
  const hasPassword = Password !== undefined && Password !== mask;
  const user: User = { ...fields, ...(hasPassword && { digest: world.digest(Password) }) };
  const { stores } = world;
  const known = stores.users.get(userKey(seed.Organization, seed.User));
  if (known && !known.own)
    throw new StateError('sensorpro', [`/users/${index} has the Organization and User of an earlier user`]);
  if (known) stores.users.replace(known, user);
  else stores.users.insert(user);
}

/** Keys, digests and tokens are texts of one form each, and nothing says that it is there from the start but what is. */
function holdsOwn({ organizations, users, tokens }: SensorproStores): boolean {
  const isMark = (own: unknown) => own === undefined || own === true;
  return (
    organizations.values().every(({ apiKey, own }) => isMark(own) && (apiKey === undefined || isHex(apiKey, 32))) &&
    users.values().every(({ digest, own }) => isMark(own) && (digest === undefined || isHex(digest, 64))) &&
    tokens.values().every(isToken)
  );
}

function isHex(value: unknown, length: number): boolean {
  return typeof value === 'string' && value.length === length && /^[\da-f]+$/.test(value);
}

function isToken({ token, organization, expiresAt }: Token): boolean {
  return typeof token === 'string' && typeof organization === 'string' && Number.isFinite(expiresAt);
}
