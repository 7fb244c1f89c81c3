import type { StateSpec } from '../../src/kit/provider.ts';
import { StateError } from '../../src/kit/world/state-error.ts';
import type { World } from '../../src/kit/world/world.ts';
import { mask } from '../../src/secrets/masking.ts';
import type { SensorproOrganization, SensorproState, SensorproUser } from './generated/schemas.ts';
import { newApiKey } from './keys.ts';
import type { Organization, Token, User } from './records.ts';
import { caseless, createStores, type SensorproStores, userKey } from './stores.ts';

/** The state shows keys and passwords masked; a seed may give them in clear. The mock's own organization and user are always there. */
export const state: StateSpec<SensorproStores, SensorproState> = {
  create: createStores,
  dump: ({ organizations, users }) => ({
    organizations: organizations.values().map(shownOrganization),
    users: users.values().map(shownUser),
  }),
  holdsOwn,
  seed: (world, { organizations, users }, before) => {
    const { stores } = world;
    for (const [index, organization] of organizations.entries()) seedOrganization(world, index, organization, before);
    const lost = organizations.findIndex(({ Parent }) => Parent !== '' && !stores.organizations.get(caseless(Parent)));
    if (lost !== -1) refuse('organizations', lost, 'has a Parent that no organization is');
    for (const [index, user] of users.entries()) seedUser(world, index, user, before);
  },
};

function refuse(member: keyof SensorproState, index: number, complaint: string): never {
  throw new StateError('sensorpro', [`/${member}/${index} ${complaint}`]);
}

function shownOrganization(organization: Organization): SensorproOrganization {
  const { apiKey: _, own: _own, Company, ...others } = organization;
  return { Company, APIKey: mask, ...others };
}

function shownUser({ digest, own: _, ...shown }: User): SensorproUser {
  return { ...shown, ...(digest !== undefined && { Password: mask }) };
}

/** A seed may change the mock's own organization. A masked key is the one that it had before, or drawn. */
function seedOrganization(
  { stores, random }: World<SensorproStores>,
  index: number,
  seed: SensorproOrganization,
  before: SensorproStores = stores,
): void {
  const { APIKey, ...organization } = seed;
  const key = caseless(seed.Company);
  const known = stores.organizations.get(key);
  if (known && !known.own) refuse('organizations', index, 'has the Company of another organization');
  const kept = before.organizations.get(key)?.apiKey;
  const apiKey = APIKey === mask ? (kept ?? newApiKey({ stores, random })) : APIKey;
  const holder = stores.organizations.find('apiKey', apiKey);
  if (holder && holder !== known) refuse('organizations', index, 'has the APIKey of another organization');
  if (known) stores.organizations.replace(known, { ...organization, apiKey });
  else stores.organizations.insert({ ...organization, apiKey });
}

/** A seed may change the mock's own user, as a call may. A masked password is the one that the user had before, or drawn. */
function seedUser(
  world: World<SensorproStores>,
  index: number,
  seed: SensorproUser,
  before: SensorproStores = world.stores,
): void {
  const { Password, ...fields } = seed;
  const { stores, random } = world;
  const key = userKey(seed.Organization, seed.User);
  const known = stores.users.get(key);
  if (known && !known.own) refuse('users', index, 'has the Organization and User of an earlier user');
  if (!stores.organizations.get(caseless(seed.Organization))) {
    refuse('users', index, 'has an Organization that is not there');
  }
  const kept = before.users.get(key)?.digest;
  const digest = Password === mask ? (kept ?? world.digest(random.hex(32))) : Password && world.digest(Password);
  const user: User = { ...fields, ...(digest !== undefined && { digest }) };
  if (known) stores.users.replace(known, user);
  else stores.users.insert(user);
}

/** Keys, digests and tokens are texts of one form each, and nothing says that it is there from the start but what is. */
function holdsOwn({ organizations, users, tokens }: SensorproStores): boolean {
  const isMark = (own: unknown) => own === undefined || own === true;
  return (
    organizations.values().every(({ apiKey, own }) => isMark(own) && isHex(apiKey, 32)) &&
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
